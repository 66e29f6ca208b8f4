-- Which cases of $units, and of units merged into them, were open after the returns of periods before the one of $periods?
-- Grain: unit, source, code_key; `source` is the unit whose return says so. A case that a merged unit goes on reporting is
-- no longer its predecessor's (as in case_state, which counts the period's own return too).
with reported as (
    select r.asked, r.unit as source, c.*
    from return_until r join complaint c on c.submission = r.id
    where not r.is_of_period
    qualify row_number() over (partition by r.asked, r.unit, c.code_key order by r.ends_on desc) = 1
)
select l.unit, c.*
from reported c join lineage l using (asked, source)
where list_contains($units, l.unit) and not c.is_closed and not exists (
    select 1 from reported n
    where n.asked = c.asked and list_contains(l.nearer, n.source)
    and n.code_key = c.code_key and n.kind = c.kind and n.received_on = c.received_on)
order by l.unit, len(l.nearer), c.received_on, c.code
