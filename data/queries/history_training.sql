-- How many people of $units took their first course of the year? Grain: unit, period, cohort, topic. Counts are people.
select r.unit, r.period, t.cohort, t.topic, sum(t.first_time)::bigint as first_time
from current_return r join training t on t.submission = r.id
where list_contains($units, r.unit)
group by all
