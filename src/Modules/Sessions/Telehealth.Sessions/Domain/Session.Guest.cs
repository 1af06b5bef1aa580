using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Sessions.Domain;

/// <summary>A client without a login comes in by a single-use link and the date of birth (HUB-09).</summary>
internal sealed partial class Session
{
    public const int MostGuestTries = 5;
    public const int MostGuestLinks = 5;
    private static readonly Duration LinksApart = Duration.FromMinutes(1);
    private const string Partners = "partner.";

    public int GuestTries { get; private set; }
    public Instant? GuestEnteredAt { get; private set; }

    /// <summary>How many fresh links were made; the latest alone works, once.</summary>
    public int GuestLink { get; private set; }
    public Instant? GuestLinkAt { get; private set; }

    /// <summary>Whom a partner insures has no login; everybody else signs in.</summary>
    public bool IsForGuest => PolicyId.StartsWith(Partners, StringComparison.Ordinal);

    /// <summary>
    /// A fresh link goes out now. Tries are counted over all links: asking for links gives nobody more of them.
    /// </summary>
    public bool SendsGuestLink(Instant now) =>
        IsForGuest
        && Over is null
        && now < JoinClosesAt
        && GuestTries < MostGuestTries
        && GuestLink < MostGuestLinks
        && (GuestLinkAt is not { } last || now >= last + LinksApart);

    /// <summary>Why the link lets nobody in, whatever the date of birth.</summary>
    public Error? GuestRefusal(Instant now) =>
        Over
        ?? (
            GuestEnteredAt is not null ? SessionErrors.LinkUsed
            : GuestTries >= MostGuestTries ? SessionErrors.LinkLocked
            : IsJoinable(now) ? null
            : SessionErrors.OutsideWindow(JoinOpensAt, JoinClosesAt)
        );
}
