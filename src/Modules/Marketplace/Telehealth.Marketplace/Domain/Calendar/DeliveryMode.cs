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
internal static class ChannelNames
{
    /// <summary>The platform's own marketplace.</summary>
    public const string Marketplace = "marketplace";

    /// <summary>The pool for those who want to talk now.</summary>
    public const string QuickConnect = "quick-connect";

    public static readonly IReadOnlyList<string> Known = [Marketplace, QuickConnect];
}
