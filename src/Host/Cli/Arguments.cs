namespace Telehealth.Host.Cli;

/// <summary>Reads what follows a verb.</summary>
internal static class Arguments
{
    /// <summary>The value of <c>--name value</c> or <c>--name=value</c>, or null.</summary>
    public static string? Value(string[] args, string name)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i].StartsWith($"{name}=", StringComparison.Ordinal))
            {
                return args[i][(name.Length + 1)..];
            }

            if (args[i] == name && i + 1 < args.Length)
            {
                return args[i + 1];
            }
        }

        return null;
    }

    /// <summary>The arguments without <c>--name value</c>, for the configuration.</summary>
    public static string[] Without(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at < 0
            ? [.. args.Where(x => !x.StartsWith($"{name}=", StringComparison.Ordinal))]
            : [.. args[..at], .. args[Math.Min(args.Length, at + 2)..]];
    }

    /// <summary>True when the flag is there.</summary>
    public static bool Has(string[] args, string name) => args.Contains(name, StringComparer.Ordinal);
}
