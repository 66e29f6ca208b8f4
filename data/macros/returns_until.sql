-- The current returns of all periods up to and including one. Grain: unit, period.
-- `is_in_year`: its period belongs to the year to date; `is_of_period`: it is the period asked for.
create or replace macro returns_until(asked, as_of) as table (
    with p as (select * from periods where catalogue = catalogue_at(as_of) and code = asked)
    select r.id, r.unit, r.period, r.received_at, r.version, q.starts_on, q.ends_on,
           q.year = p.year as is_in_year, q.code = p.code as is_of_period
    from current_returns(as_of) r
    join periods q on q.catalogue = catalogue_at(as_of) and q.code = r.period
    cross join p
    where q.ends_on <= p.ends_on
);
