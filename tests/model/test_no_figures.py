"""What looks like a quantity and is none: dates, times, ages, codes, names, numbers of places."""

import pytest

from model.figures import parse_figures

DATES = """
The treaty was signed on 14 March 2019.
The treaty was signed on March 14, 2019.
It was signed on March 14th and ratified in April 2020.
Talks ran from 3-5 June and resumed on 9 July.
Talks ran from 3 to 5 June.
The report covers Oct. 1 through Oct. 15.
The report is dated 2024-11-06.
The report is dated 06/11/2024.
The report is dated 6.11.24.
It happened on Friday, 27 June.
It happened on the 9th.
The vote is on Tuesday 12.
It was built in 1971 and closed in 1999.
The class of 1968 met again.
The band was founded in the 1990s and split in the mid-80s.
He wrote songs in the '60s.
The 2023-24 season ends in May.
The 2023/24 season ends in May.
The 1914-18 war killed his grandfather.
Sales rose in fiscal 2025.
Sales rose in Q3 and again in Q4 2024.
Orders fell in the 3Q of the year.
Results for H1 are due on Monday.
Spending rose in FY25 and FY2026.
It will be finished by 2030.
The 2030 target is out of reach.
The temple dates from 400 BC.
The 2016 Olympics and the 2020 census were compared.
It was the winter of 1962.
He served from 1998 to 2004.
The statute of 1986 still applies.
Euro 2024 began in June.
COP29 opened in November.
Agenda 2030 was adopted.
World Cup 2026 will be larger.
The 9/11 attacks were remembered.
The May 9 parade was cancelled.
The 20th century ended.
The 21st-century economy is different.
It will open in early 2027 or late 2028.
It was sold in November 1 week later than planned.
The Class of '92 met.
"""

TIMES = """
The doors open at 5 p.m. and close at 9 p.m.
The doors open at 5pm.
The doors open at 7.30pm.
The doors open at 7.30 p.m. on Thursday.
The doors open at 11am.
The train left at 06:52.
The train left at 0652 GMT.
Prices were taken at 1630 local time.
Prices were taken at 16.30 local time.
The attack began at 4 o'clock.
It was a little before five in the morning.
By six the tide had turned.
It happened just after seven on Monday evening.
We waited until half past nine.
They left at quarter to eight.
The shop is open from 9 to 5.
The shop is open between 9 a.m. and 5 p.m.
The shop is open from 9am-5pm.
The broadcast is at 20:00 Moscow time.
It was ten past four.
The curfew begins at 22h30.
He arrived at around three in the afternoon.
Kick-off is at 3pm.
"""

AGES = """
The warden, 34, was on duty.
A potter, 41, saw it first.
Duncan Ravell, 56, denied it.
A 34-year-old man was arrested.
A man, aged 34, was arrested.
The children are aged 9 and 11.
The children are aged between 9 and 11.
A 14-month-old boy was found.
The victims were Joan Petheridge, 83, and her grandson Tom, nine.
She was 52 and talked quickly.
Okonjo, who is 52 and talks quickly, laughed.
My brother is 23 and it was his first voyage.
He is 61.
He turned 18 in May.
She died at the age of 91.
At age 12 he moved to the coast.
He was only seven when his father left.
The 132-year-old bridge was shut.
A 400-million-year-old fossil was shown.
Ana Roe (34) was elected.
The boy, 6, was unhurt.
A woman of 61 was rescued.
Children under five are at risk.
Voters aged 18 to 24 stayed at home.
Voters aged 18-24 stayed at home.
The over-50s voted for it.
The suspects are under 18.
It is for people 65 and older.
A 22-year old student was hurt.
The under-21s won.
A girl in her 20s was hurt.
Dr. Mara Lind, 48, and Dr. Otto Brand, 51, signed it.
The twins, 4, were found.
He is in his mid-30s.
"""

CODES = """
He signed both letters, numbered 14 and 15.
Flight 208 was diverted.
Flight CV 208 was diverted.
Flight MH17 was shot down.
The flight, BA 117, was diverted.
Flight 93 crashed.
An F-16 and a Su-34 took off.
The Boeing 737 was old.
A Boeing 737 MAX 8 crashed.
The Airbus A320 was old.
A 737 crashed on landing.
The T-14 and the T-15 are corvettes.
The Mi-17 landed.
A CH-7 helicopter landed.
The lorry, a Boxer 8 tipper, was tested.
The lorry, registration KX19 OTR, was tested.
He drove a BMW 320 to the border.
The iPhone 15 went on sale.
Windows 11 was updated.
It runs on Python 3.11 and later.
Version 2.4 was released.
The update to version 14.2.1 failed.
The virus, H5N1, spread.
COVID-19 spread.
The gene, dubbed HLT-4, was silenced.
Omega-3 did not help.
PM2.5 fell.
The asteroid 2024 YR4 will miss.
The comet 67P was visited.
Vitamin B12 helps.
The 5G network failed.
MI6 and G7 declined to comment.
The G20 met in Rio.
The Group of 20 met in Rio.
The Group of Seven met.
The Big Four met.
The 4x100 relay was cancelled.
Formula 1 returns in March.
Catch-22 was on the list.
Apollo 11 landed.
Area 51 is closed.
Channel 4 declined to comment.
Radio 1 played it.
World War II ended.
World War Two ended.
Pope Benedict XVI resigned.
King Charles III spoke.
Witness No. 6 was replaced.
Witness No 6 was replaced.
Exhibit 14 was shown.
The case is No. 2:19-cv-00481.
The case is 19-CV-4411.
The commit 3f2a9c1 broke it.
The commit 7e10 broke it.
The file's hash is 9b74c9897bac770ffc029102a200c5de.
The ISBN is 978-3-16-148410-0.
The bond matures under ISIN US0378331005.
Room 101 was locked.
A hearing is set for Courtroom 3.
They met in Room 2.
It left from Gate 14 and Terminal 5.
The DAX 40 and the FTSE 100 fell.
The S&P 500 fell.
The Nikkei 225 fell.
The STOXX 600 fell.
The JSX 40 fell.
Brent-3 was the code.
Lodge 90 went on strike.
Unit 731 was named.
The 101st Airborne arrived.
The 82nd Airborne arrived.
The 1st Battalion arrived.
The second, third and fourth attempts failed.
The fifth summit was held.
A 10th-place finish was enough.
Chapter 7 was read aloud.
He read Chapter 11 of the code.
The firm filed for Chapter 11.
It is on page 42.
It is on pages 42-45.
See p. 17 and pp. 20-24.
See Figure 3 and Table 2.
Section 230 protects them.
Under Section 230 they are safe.
Under section 37 of the act it is a crime.
Under its own rules, section 4.2, it is allowed.
Under Article 5 they are safe.
Articles 31 and 32 apply.
Under § 812 it is a crime.
Under Title 18 it is a crime.
Under Title IX it is a crime.
Under 18 U.S.C. § 1346 it is a crime.
Rule 11 applies.
Proposition 8 was struck down.
Resolution 1701 was adopted.
Bill C-69 was adopted.
House Bill 1181 was adopted.
H.R. 4521 was adopted.
Amendment 4 was adopted.
Under Regulation 2016/679 they are safe.
Measure 110 was repealed.
Step 3 is the hardest.
Phase 2 begins in May.
Odette is a Category 4 storm.
Odette was a category 5 when it hit.
The Level 3 alert was lifted.
Grade 6 is taught there.
Class 10 is taught there.
Type 2 diabetes is common.
Stage 4 cancer was found.
Day 3 of the trial began.
On day 3 of the strike it ended.
Week 12 was quiet.
Round 2 begins in May.
Episode 5 was the best.
Season 2 was the best.
Reactor 4 exploded.
Unit 3 was restarted.
Tower 42 was sold.
Platform 9 was closed.
Building 7 was closed.
Schedule 1 lists it.
"""

PLACES = """
Highway 61 is closed.
Highway 6 is closed between exits 14 and 19.
Exit 14 is closed.
Junctions 8 and 9 are closed.
Interstate 95 is closed.
I-95 is closed.
The A9 is passable.
The B4119 is passable.
The M25 is passable.
Route 66 is closed.
National Road 70 is closed.
US 101 is closed.
State Road 22 is closed.
Line 4 of the metro is closed.
The number 27 bus no longer stops.
The No. 12 tram no longer stops.
Bus 42 no longer stops.
It stops outside No 14.
He lives at 10 Downing Street.
He lives at 17 Harbour Road.
He lives at 221B Baker Street.
The court is at 1200 West 3rd Avenue.
The village (postal code 8021) was flooded.
The office is in London SW1A 2AA.
The office is in Beverly Hills, CA 90210.
The office is in 75008 Paris.
PO Box 1182 was closed.
Zone 3 was flooded.
Ward 4 reopens.
Barn 5 is full.
Shelter B2 is full.
Pier 39 is full.
District 9 was flooded.
Camp 14 was flooded.
Checkpoint 300 was closed.
Well 7 ran dry.
Block 11 was flooded.
Sector 5 was flooded.
Hill 881 was taken.
Suite 900 was searched.
Car 3 was searched.
"""

NUMBERS = """
Call 0800 123 4567 for help.
Call 555-0142 for help.
Call (212) 555-0142 for help.
Call +1 212 555 0199 for help.
Call 1-800-555-0199 for help.
Dial 911 for help.
He sat in seat 14C of row 22.
Section 4(b)(2) applies.
It is a six-figure sum.
Dial 999 or 112 for help.
See https://example.org/2024/11/06/story-12.
Write to desk24@example.org for more.
The hashtag was #MeToo2.
The account @desk24 posted it.
They won 3-1.
They won 3-1 on Saturday.
They drew 2-2 after extra time.
They lost the final 21-17, 18-21, 21-19.
It was a 6-3 ruling.
The court ruled 5-4.
The Senate voted 52-48.
The Senate voted 52 to 48.
She won 6-4, 7-6.
The screen has a 16:9 ratio.
Odds were set at 7/2.
The coordinates are 51.5N, 0.12W.
It came first in a top 10 list.
1. Findings
2) Methods
3.2 Methods
(iv) The fourth point
No one was hurt.
One of the men fled.
One day he will return.
One thing is clear.
One idea is that sugars turn to glass.
It was one of those days.
At one point he laughed.
On the one hand it works.
It is second to none.
It was a one-off.
The one-way street was closed.
The two-faced politician left.
It is a zero-sum game.
Twenty-first birthdays are loud.
A two-way street was closed.
He came back for seconds.
The half-time score was read.
The first half was dull.
It is a half-truth.
The third quarter was weak.
It was a quarter past nine.
A third man was arrested.
A fifth column was feared.
He finished fourth.
The team finished in 12th place.
She is ranked No. 3.
She is the world number one.
It is the number one problem.
The top five was published.
Apollo 13 was the code name.
Plan B failed.
"""

PLAINLY = {
    "date": DATES, "time": TIMES, "age": AGES, "code": CODES, "place": PLACES, "number": NUMBERS,
}  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [pytest.param(line, id=f"{kind}: {line}")
     for kind, lines in PLAINLY.items() for line in lines.strip().split("\n")],
)  # fmt: skip
def test_what_only_looks_like_a_figure_is_none(sentence):
    assert [sentence[one.start : one.end] for one in parse_figures(sentence)] == []
