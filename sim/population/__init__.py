"""Who there is and where: places, the synthetic citizens, their ties."""
