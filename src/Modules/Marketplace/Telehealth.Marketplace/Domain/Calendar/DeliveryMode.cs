using System.Text.RegularExpressions;

namespace Telehealth.Marketplace.Domain.Calendar;

/// <summary>The ways a session is held; a set of them is stored as one number.</summary>
[Flags]
internal enum DeliveryModes
{
    None = 0,
    Video = 1,
    Phone = 2,
    InPerson = 4,
}

/// <summary>The words for them on the wire: video, phone, in-person.</summary>
internal static class DeliveryModeNames
{
    private static readonly (string Name, DeliveryModes Mode)[] Names =
    [
        ("video", DeliveryModes.Video),
        ("phone", DeliveryModes.Phone),
        ("in-person", DeliveryModes.InPerson),
    ];

    public const string Allowed = "video, phone or in-person";

    public static bool TryParse(string? name, out DeliveryModes mode)
    {
        mode = Names.FirstOrDefault(x => x.Name == name).Mode;
        return mode != DeliveryModes.None;
    }

    public static bool IsKnown(string? name) => TryParse(name, out _);

    public static DeliveryModes Parse(IEnumerable<string> names) =>
        names.Aggregate(DeliveryModes.None, (all, name) => TryParse(name, out var mode) ? all | mode : all);

    public static string[] Of(DeliveryModes modes) => [.. Names.Where(x => modes.HasFlag(x.Mode)).Select(x => x.Name)];
}

/// <summary>Where free time can be seen (MKT-07).</summary>
internal static partial class ChannelNames
{
    /// <summary>Long enough for every channel, short enough for every engine's key.</summary>
    public const int Longest = 60;

    /// <summary>The platform's own marketplace.</summary>
    public const string Marketplace = "marketplace";

    /// <summary>The pool for those who want to talk now.</summary>
    public const string QuickConnect = "quick-connect";

    /// <summary>Open to every provider; a hub or partner lets providers in one by one.</summary>
    public static readonly IReadOnlyList<string> Known = [Marketplace, QuickConnect];

    public const string Allowed = "marketplace, quick-connect, or a hub or partner you take part in";

    /// <summary>True for a channel everybody may show time on, or the name of a hub or partner.</summary>
    public static bool IsChannel(string? name) => name is not null && (Known.Contains(name) || IsNamed(name));

    /// <summary>True for the name of a hub or partner, such as <c>hub.3f…</c>.</summary>
    public static bool IsNamed(string name) => name.Length <= Longest && Named().IsMatch(name);

    /// <summary>
    /// Who sees the time that is booked under a channel's policy: the marketplace has several policies and one
    /// calendar.
    /// </summary>
    public static string VisibilityOf(string channel) =>
        channel.StartsWith(Marketplace + ".", StringComparison.Ordinal) ? Marketplace : channel;

    [GeneratedRegex("^(hub|partner)\\.[a-z0-9.-]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Named();
}
