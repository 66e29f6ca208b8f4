-- Was a catalogue of this $digest kept before? Grain: at most one row.
select digest from catalogue_version where digest = $digest limit 1
