namespace Telehealth.Receipts.Documents;

/// <summary>Spreads fragments over pages, between a top and a bottom in points.</summary>
internal sealed class Pagination(double top, double bottom)
{
    private readonly List<List<(Fragment Fragment, double Top)>> pages =
    [
        [],
    ];
    private double y;

    private bool IsFresh => pages[^1].Count == 0;

    public IReadOnlyList<IReadOnlyList<(Fragment Fragment, double Top)>> Place(IReadOnlyList<Fragment> fragments)
    {
        y = top;
        for (var start = 0; start < fragments.Count; )
        {
            var end = start + 1;
            while (end < fragments.Count && fragments[end - 1].KeepWithNext)
            {
                end++;
            }

            PlaceChain([.. fragments.Skip(start).Take(end - start)]);
            start = end;
        }

        return pages;
    }

    // What no page holds is broken where a page is full.
    private void PlaceChain(List<Fragment> chain)
    {
        if (!Fits(chain.Sum(part => part.Height)) && HeightOnFreshPage(chain) <= bottom - top)
        {
            BeginPage(chain.Find(part => !part.IsGap));
        }

        foreach (var part in chain)
        {
            if (!Fits(part.Height))
            {
                BeginPage(part);
            }

            if (part.IsGap && IsFresh)
            {
                continue;
            }

            pages[^1].Add((part, y));
            y += part.Height;
        }
    }

    private bool Fits(double height) => y + height <= bottom;

    private static double HeightOnFreshPage(List<Fragment> chain)
    {
        var seen = chain.SkipWhile(part => part.IsGap).ToList();
        return seen.Sum(part => part.Height) + seen.Take(1).Sum(part => part.Carried.Sum(head => head.Height));
    }

    // What a table carries over to the page it goes on stands first.
    private void BeginPage(Fragment? first)
    {
        if (IsFresh)
        {
            return;
        }

        pages.Add([]);
        y = top;
        foreach (var carried in first?.Carried ?? [])
        {
            pages[^1].Add((carried, y));
            y += carried.Height;
        }
    }
}
