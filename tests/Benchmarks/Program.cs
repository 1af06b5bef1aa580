using Telehealth.Benchmarks;

var all = new (string Name, Func<Task<Line[]>> Run)[]
{
    ("R1", DurablePostings.Run),
    ("R2", OneCommissionAccount.Run),
    ("R4", OneSlot.Run),
    ("R5", ReadingABooking.Run),
    ("R6", DrawingReceipts.Run),
    ("LATENCY", CommitToEffect.Run),
};
var unknown = args.Except(all.Select(x => x.Name), StringComparer.OrdinalIgnoreCase).ToList();
if (unknown.Count > 0)
{
    var names = string.Join(", ", all.Select(x => x.Name));
    Console.Error.WriteLine($"There is no benchmark {string.Join(", ", unknown)}. There are {names}.");
    return 2;
}

var broken = 0;
Console.WriteLine(Line.Head);
foreach (var (name, run) in all)
{
    if (args.Length > 0 && !args.Contains(name, StringComparer.OrdinalIgnoreCase))
    {
        continue;
    }

    try
    {
        foreach (var line in await run())
        {
            Console.WriteLine(line);
        }
    }
    catch (Exception e)
    {
        // One that breaks keeps no other from running; slow is not broken.
        Console.Error.WriteLine($"{name} broke: {e}");
        broken++;
    }
}

return broken == 0 ? 0 : 1;
