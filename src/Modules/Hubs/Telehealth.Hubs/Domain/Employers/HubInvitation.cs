using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Domain.Employers;

/// <summary>How far a provider's way into a hub has come.</summary>
public enum InvitationState
{
    /// <summary>HR would like the provider; the programme manager has not invited yet.</summary>
    Nominated,

    /// <summary>The mail with the link is on its way or there.</summary>
    Sent,

    /// <summary>The provider accepted the hub's terms.</summary>
    Accepted,
}

/// <summary>
/// A provider's way into a hub (HUB-02). Changed by conditional updates alone, so that a link works once.
/// </summary>
internal sealed class HubInvitation
{
    public static readonly Duration Lifetime = Duration.FromDays(14);

    private HubInvitation() { }

    public HubInvitation(Guid id, HubId hub, string email, InvitationState state, Instant now)
    {
        Id = id;
        HubId = hub;
        Email = email;
        State = state;
        CreatedAt = now;
        ExpiresAt = now + Lifetime;
    }

    public long Sequence { get; private set; }
    public Guid Id { get; private set; }
    public HubId HubId { get; private set; }

    /// <summary>Lower-case.</summary>
    public string Email { get; private set; } = "";
    public InvitationState State { get; private set; }
    public Instant CreatedAt { get; private set; }
    public Instant ExpiresAt { get; private set; }

    /// <summary>How often it was sent; orders its events.</summary>
    public int Mails { get; private set; }
    public ProviderId? AcceptedBy { get; private set; }

    public bool IsOpen(Instant now) => State == InvitationState.Sent && ExpiresAt > now;
}

/// <summary>A secret that a mail's link carries, hashed; all of an invitation work until one is used.</summary>
internal sealed class InvitationToken
{
    public string Hash { get; init; } = "";
    public Guid InvitationId { get; init; }
}

/// <summary>A provider in a hub, under the version of the terms it accepted.</summary>
internal sealed class HubProvider
{
    public HubId HubId { get; init; }
    public ProviderId ProviderId { get; init; }
    public Guid InvitationId { get; init; }
    public int TermsVersion { get; init; }
    public Instant Since { get; init; }
}
