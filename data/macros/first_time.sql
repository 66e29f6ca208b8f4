-- People who took part in their first course of the year, over the year to date, predecessors' rows included.
-- Grain: unit, cohort, topic. Counts are people.
create or replace macro first_time(asked, as_of) as table (
    select l.unit, t.cohort, t.topic, sum(t.first_time)::bigint as people
    from returns_until(asked, as_of) r
    join training t on t.submission = r.id
    join lineage(last_day_of(asked, as_of), as_of) l on l.source = r.unit
    where r.is_in_year
    group by all
);
