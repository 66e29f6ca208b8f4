-- The bytes of $submission as they came. Grain: at most one row, none once they were purged.
select content from original where submission = $submission and octet_length(content) > 0
