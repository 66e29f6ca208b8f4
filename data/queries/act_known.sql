-- Does the act with $seal, the last of a backup of $as_of, stand in the record, or was something restored since?
-- Grain: one row.
select exists(from audit where seal = $seal or (act = 'restore' and acted_at > $as_of)) as is_known
