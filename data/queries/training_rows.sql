-- Who was trained below $unit over the year to date? Grain: unit, course (day and topic), cohort. Counts are people.
select t.unit, b.child, t.held_on, t.topic, t.cohort, min(t.title) as title, sum(t.invited)::bigint as invited,
       sum(t.attended)::bigint as attended, sum(t.women)::bigint as women, sum(t.first_time)::bigint as first_time
from training_row t join below b on b.asked = t.asked and b.code = t.unit
where t.asked = $period
group by all
order by t.held_on, t.topic, t.cohort, min(b.place)
