-- Has anything been done after $as_of that makes the data say something else of that moment? Grain: one row.
select exists(from audit where act in ('remove_samples', 'restore') and acted_at > $as_of)
    or exists(from purge where purged_at > $as_of) as is_rewritten
