"""How tests start a command that they will interrupt."""

# A shell starts what runs in its background with interrupts ignored, and whatever that
# starts inherits it: without this, tests would pass in the foreground alone.
INTERRUPTIBLE = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from sim.cli import main; main()"
)
