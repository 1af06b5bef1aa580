using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Sessions.Domain;

/// <summary>A client without a login comes in by a single-use link and the date of birth (HUB-09).</summary>
internal sealed partial class Session
{
    public const int MostGuestTries = 5;
    private const string Partners = "partner.";

    public int GuestTries { get; private set; }
    public Instant? GuestEnteredAt { get; private set; }

    /// <summary>Whom a partner insures has no login; everybody else signs in.</summary>
    public bool IsForGuest => PolicyId.StartsWith(Partners, StringComparison.Ordinal);

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
