-- The bytes of $submission as they came. Grain: at most one row.
select content from original where submission = $submission
