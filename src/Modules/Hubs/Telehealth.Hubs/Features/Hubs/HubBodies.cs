using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Hubs.Domain.Employers;

namespace Telehealth.Hubs.Features.Hubs;

/// <summary>How the sponsor's credits are given out.</summary>
/// <param name="PerPeriod">Credits a member gets each period; one credit is one session.</param>
/// <param name="PeriodMonths">Length of a period in months, from the day the member joined.</param>
/// <param name="CarryOverCap">Most unused credits that go over into the next period; the rest expires.</param>
public sealed record CreditPolicyBody(int PerPeriod, int PeriodMonths, int CarryOverCap = 0)
{
    internal CreditPolicy ToPolicy() => new(PerPeriod, PeriodMonths, CarryOverCap);
}

/// <summary>What a session of the hub is and costs its sponsor.</summary>
/// <param name="Price">What the sponsor pays for a session.</param>
/// <param name="PlatformShareBasisPoints">What the platform keeps of it (2000 = 20 %).</param>
/// <param name="DurationMinutes">Length.</param>
/// <param name="Modes">video, phone, in-person.</param>
/// <param name="FreeCancelHours">Cancelling at least this long before the start returns the credit.</param>
/// <param name="BufferAfterMinutes">Kept free behind a session.</param>
public sealed record HubSessionBody(
    Money Price,
    int PlatformShareBasisPoints,
    int DurationMinutes,
    IReadOnlyList<string> Modes,
    int FreeCancelHours = 24,
    int BufferAfterMinutes = 10
)
{
    internal static HubSessionBody Of(HubSessionTerms x) =>
        new(x.Price, x.PlatformShareBasisPoints, x.DurationMinutes, x.Modes, x.FreeCancelHours, x.BufferAfterMinutes);
}

/// <summary>A hub to be.</summary>
/// <param name="Name">As its members see it; 1 to 80 characters.</param>
/// <param name="Code">Short name, such as <c>acme</c>: a part of the channel's name; never changes.</param>
/// <param name="Colour">Brand colour as #rrggbb, dark enough for white words.</param>
/// <param name="Categories">What it offers, such as <c>psychology</c>.</param>
/// <param name="Languages">BCP 47, such as <c>en</c>.</param>
/// <param name="Domains">Domains of the work addresses whose owners may join.</param>
/// <param name="Credits">How credits are given out.</param>
/// <param name="Session">What a credit buys.</param>
public sealed record HubBody(
    string Name,
    string Code,
    string Colour,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Domains,
    CreditPolicyBody Credits,
    HubSessionBody Session
);

/// <summary>A hub as those see it who run it.</summary>
/// <param name="Id">The hub.</param>
/// <param name="EmployerId">Whose it is.</param>
/// <param name="Employer">The employer's name.</param>
/// <param name="Name">As its members see it.</param>
/// <param name="Channel">The channel providers open time on.</param>
/// <param name="Colour">Brand colour.</param>
/// <param name="State">draft or live.</param>
/// <param name="Categories">What it offers.</param>
/// <param name="Languages">BCP 47.</param>
/// <param name="Domains">Whose owners may join.</param>
/// <param name="Credits">How credits are given out.</param>
/// <param name="Session">What a credit buys.</param>
/// <param name="Members">How many belong to it now.</param>
/// <param name="Allotted">Credits given out to its members so far, carry-over aside.</param>
/// <param name="Providers">Who was nominated, invited, or is in it.</param>
/// <param name="Version">Of its settings; send it back as If-Match to change them.</param>
public sealed record HubDetail(
    HubId Id,
    Guid EmployerId,
    string Employer,
    string Name,
    string Channel,
    string Colour,
    HubState State,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Domains,
    CreditPolicyBody Credits,
    HubSessionBody Session,
    int Members,
    long Allotted,
    IReadOnlyList<HubProviderAnswer> Providers,
    long Version
);

/// <summary>A provider on the way into a hub, or in it.</summary>
/// <param name="InvitationId">The invitation.</param>
/// <param name="Email">Where it was invited.</param>
/// <param name="State">nominated, sent or accepted.</param>
/// <param name="ExpiresAt">Until when the invitation can be accepted.</param>
/// <param name="Name">As listed, once it accepted.</param>
/// <param name="ProviderId">Who accepted, or null.</param>
public sealed record HubProviderAnswer(
    Guid InvitationId,
    string Email,
    InvitationState State,
    Instant ExpiresAt,
    string? Name,
    ProviderId? ProviderId
);

/// <summary>A hub in a list.</summary>
/// <param name="Id">The hub.</param>
/// <param name="Name">Its name.</param>
/// <param name="EmployerId">Whose it is.</param>
/// <param name="Employer">The employer's name.</param>
/// <param name="State">draft or live.</param>
public sealed record HubLine(HubId Id, string Name, Guid EmployerId, string Employer, HubState State);
