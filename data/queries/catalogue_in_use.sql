-- Which rows of the catalogue does any accepted return or question name, whatever has become of it since? Grain: named, code, period.
-- named: the table of the catalogue; period: of a unit, the periods that it reported for; else null.
with said as (
    select 'units' as named, unit as code, period from submission
    union all select 'periods', period, null from submission
    union all select 'measures', measure, null from answer where state <> 'blank'
    union all select 'topics', topic, null from training
    union all select 'cohorts', cohort, null from training
    union all select 'fields', field, null from complaint
    union all select 'follow_up_kinds', matter_kind, null from follow_up
    union all select 'deadlines', kind, null from complaint
    union all select 'units', unit, period from question
    union all select 'periods', period, null from question
    union all select 'measures', measure, null from question where measure is not null
    union all select 'indicators', indicator, null from question where indicator is not null
)
select distinct named, code, period from said order by named, code, period
