-- Which indicators are in force on the last day of each period asked? Grain: asked, indicator.
select a.asked, i.* exclude (catalogue, place)
from indicators i join moment m on i.catalogue = m.catalogue
join asked a on i.valid_from <= a.ends_on and coalesce(a.ends_on < i.valid_to, true)
order by a.asked, i.place
