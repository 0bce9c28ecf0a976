# When a report was made, where only the hour is said
report-between = بين { $start } و{ $end }
