-- The last day of a period.
create or replace macro last_day_of(asked, as_of) as (
    select ends_on from periods where catalogue = catalogue_at(as_of) and code = asked
);
