-- How many returns has $unit ever had accepted for $period, withdrawn ones included? Grain: one row.
select count(*) as versions from submission where unit = $unit and period = $period
