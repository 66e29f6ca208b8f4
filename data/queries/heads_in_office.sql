-- Since when is each head of $period in office below $unit, and when was the last course of their own topic that anyone of
-- their cohort attended? Cohorts are those with a measure `…_took_office_on` beside their `…_roster`.
-- Grain: cohort, unit in force that reports it. Both days are null where unknown; all returns up to $period count.
with course as (
    select l.unit, t.cohort, t.topic, max(t.held_on) as held_on
    from return_until r
    join training t on t.submission = r.id and t.attended > 0
    join lineage l on l.asked = r.asked and l.source = r.unit
    where r.asked = $period
    group by l.unit, t.cohort, t.topic
)
select c.code as cohort, c.label as cohort_label, b.code as unit, b.shown_as as name, f.happened_on as took_office_on,
       course.held_on as last_course_on, a.year_starts_on
from cohorts c
join moment m on c.catalogue = m.catalogue
join measures s on s.catalogue = m.catalogue and s.key = replace(c.roster_measure, '_roster', '_took_office_on')
join asked a on a.asked = $period
join below b on b.asked = a.asked and b.is_in_force and list_contains(string_split(s.reporter, '|'), b.kind)
left join figure f on f.asked = a.asked and f.unit = b.code and f.measure = s.key
left join course on course.unit = b.code and course.cohort = c.code and course.topic = c.topic
order by c.place, b.place
