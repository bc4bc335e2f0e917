"""Reading what others wrote: plan workbooks."""
