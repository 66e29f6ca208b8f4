-- Which questions had been put to $units by $as_of, ended ones too? Grain: question.
select id, unit from question where list_contains($units, unit) and asked_at <= $as_of
