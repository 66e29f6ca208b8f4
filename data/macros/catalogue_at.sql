-- The digest of the catalogue version current at a moment; before the first version was recorded, the first.
create or replace macro catalogue_at(as_of) as (
    select coalesce(arg_max(digest, recorded_at) filter (recorded_at <= as_of), arg_min(digest, recorded_at))
    from catalogue_version
);
