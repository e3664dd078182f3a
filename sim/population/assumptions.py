"""Every number assumed about the citizens, in one place, with its source.

None of them depends on a scenario: the same people live under every government.
*Survey* and *official* mark published figures; *judgement* marks ours, which no
source fixes. The figures by place come with ``sim/data/places.csv``.
"""

import math

import numpy as np

# The key of every draw of a population is (KEY_SEED, number of citizens): it depends
# on which places there are and how many citizens, not on the seed of a run.
KEY_SEED = 0

LEAST_CITIZENS_PER_AREA = 8
"""Citizens that even the smallest area has, so that everybody has ten ties."""

# --- Neighbourhoods and resources -------------------------------------------

NEIGHBOURHOOD_ADULTS = 1500
"""Adults of a neighbourhood (judgement: about a lower layer super output area, which
holds 1,000 to 3,000 residents)."""

NEIGHBOURHOOD_LEAST_CITIZENS = 24
"""Citizens of a neighbourhood in a small sample (judgement). A sample has fewer
neighbourhoods instead of emptier ones, so that people have their like beside them at
every size; an area of fewer than 48 citizens is one neighbourhood."""

RESOURCES_BY_DEPRIVATION = -0.30
"""Standard deviations of resources per standard deviation of a district's
deprivation (judgement, -0.2 to -0.4: with it the least deprived fifth volunteers about
1.6 to 2.2 times as often as the most deprived, as in the Community Life Survey)."""

RESOURCES_BY_SURROUNDINGS = 0.45
"""Correlation of resources with the deprivation of the surroundings, district and
neighbourhood together (judgement)."""

NEIGHBOURHOOD_SD = math.sqrt(RESOURCES_BY_SURROUNDINGS**2 - RESOURCES_BY_DEPRIVATION**2)
"""Standard deviation of neighbourhoods' resources within a district."""

LIKENESS_BY_RESOURCES = 0.70
"""Correlation of the order of neighbours with resources, within a neighbourhood of
people of all kinds (judgement: people live and meet among their like; McPherson,
Smith-Lovin & Cook 2001, Annual Review of Sociology 27, 415-444)."""

# --- Age, education, work ---------------------------------------------------

ACTIVITY_BY_AGE = np.array([0.70, 0.87, 0.875, 0.73, 0.20, 0.03])
"""Share of each age band in work or seeking it. 35-49 and 50-64: official, employment
of 85.1 % and 70.9 % (Department for Work and Pensions, September 2024) and the
unemployed. The other bands: judgement, near the Labour Force Survey of 2023-24; they
put 61.5 % of adults in work, 33.3 million."""

EMPLOYED_SHARE = 0.615
"""Share of adults in work that these rates give for the whole country."""

EDUCATION_BY_RESOURCES = 0.60
"""Correlation of schooling with resources, behind the three classes (judgement).
Classes of people aged 16-64 are given to all adults, which makes pensioners better
qualified than they are."""

UNEMPLOYMENT_BY_RESOURCES = 0.40
"""Correlation of staying in work with resources, behind the two classes
(judgement)."""

# --- Lasting traits ---------------------------------------------------------

THRESHOLD_MEAN = 0.28
THRESHOLD_SD = 0.12
THRESHOLD_LEAST = 0.02
THRESHOLD_MOST = 0.95
"""Share of one's ties that must act before one follows (form: Granovetter 1978,
American Journal of Sociology 83(6); numbers: judgement)."""

FREE_TIME_MEDIAN = 30.0
FREE_TIME_LOG_SD = 0.6
"""Hours a month that could go to others, lognormal (judgement, in the range of
time-use surveys)."""

FREE_TIME_BY_AGE = np.array([1.0, 0.9, 0.85, 1.0, 1.4, 1.25])
"""Multiplier of free time for each age band (judgement)."""

USUAL_HOURS_MEDIAN = 5.5
USUAL_HOURS_LOG_SD = 1.0
"""Hours a month that one gives when active, lognormal (judgement; held against the
concentration of unpaid help, Mohan & Bulloch 2012, TSRC working paper 73)."""

TRUST_BY_RESOURCES = 0.06
TRUST_SD = 0.12
"""How far a person's lasting trust lies from the place's: per standard deviation of
resources, and at random (judgement; held against the 35 % who trusted the national
government in 2022, ONS)."""

# --- Missions and groups ----------------------------------------------------

MAIN_MISSION_SHARES = np.array([0.10, 0.12, 0.18, 0.30, 0.30])
"""Share of citizens who care most about growth, energy, crime, the NHS, education
(judgement)."""

CARER_SHARE = 0.15
"""Share of adults who look after somebody (judgement)."""

CHARITY_MEMBER_SHARE = 0.20
"""Share of adults who belong to a charity (judgement)."""

UNION_MEMBER_SHARE = 0.118
"""Share of adults in a trade union: 6.4 million members (official, Trade union
membership 2024) of 54.2 million adults. Only employees join."""

BUSINESS_OWNER_SHARE = 0.105
"""Share of adults who own a business: 5.69 million businesses, one owner each
(official, Business population estimates 2025). All of them are in work."""

PRIVATE_EMPLOYEE_SHARE = 0.55
"""Share of those in work employed by a business (judgement). It cannot be a share of
adults: with business owners it would exceed all who work."""

BUSINESS_OWNER_CHANCE = BUSINESS_OWNER_SHARE / EMPLOYED_SHARE
"""Chance that somebody in work owns a business."""

PRIVATE_EMPLOYEE_CHANCE = PRIVATE_EMPLOYEE_SHARE / (1.0 - BUSINESS_OWNER_CHANCE)
"""Chance that an employee works for a business."""

UNION_MEMBER_CHANCE = (
    UNION_MEMBER_SHARE / EMPLOYED_SHARE / (1.0 - BUSINESS_OWNER_CHANCE)
)
"""Chance that an employee belongs to a union, 23 % (official: 22 % of employees)."""
