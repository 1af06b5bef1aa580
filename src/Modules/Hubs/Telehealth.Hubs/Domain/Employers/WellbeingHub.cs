using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Hubs.Domain.Employers;

/// <summary>How far a hub has come.</summary>
public enum HubState
{
    /// <summary>Being prepared: providers are invited, nobody can book.</summary>
    Draft,

    /// <summary>Open to its members.</summary>
    Live,
}

/// <summary>How the sponsor's credits are given out (HUB-04).</summary>
/// <param name="PerPeriod">Credits a member gets each period.</param>
/// <param name="PeriodMonths">Length of a period, from the day the member joined.</param>
/// <param name="CarryOverCap">Most unused credits that go over into the next period; the rest expires.</param>
internal sealed record CreditPolicy(int PerPeriod, int PeriodMonths, int CarryOverCap);

/// <summary>How members see a hub.</summary>
internal sealed record HubLook(string Name, string Colour);

/// <summary>What a session of the hub is and costs its sponsor.</summary>
internal sealed record HubSessionTerms(
    Money Price,
    int PlatformShareBasisPoints,
    int DurationMinutes,
    int BufferAfterMinutes,
    IReadOnlyList<string> Modes,
    int FreeCancelHours
);

/// <summary>A wellbeing hub of an employer: its look, who may be in it, and what a credit buys (HUB-01).</summary>
internal sealed class WellbeingHub : AggregateRoot
{
    /// <summary>The first and only version of a hub's terms and policy: published when it goes live.</summary>
    public const int FirstVersion = 1;

    private const string ChannelPrefix = "hub.";

    private WellbeingHub() { }

    public WellbeingHub(HubId id, Guid employer, string code, HubLook look, CreditPolicy credits, Instant now)
    {
        Id = id;
        EmployerId = employer;
        Code = code;
        CreatedAt = now;
        Change(look, credits);
    }

    public long Sequence { get; private set; }
    public HubId Id { get; private set; }
    public Guid EmployerId { get; private set; }
    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string Colour { get; private set; } = "";
    public IReadOnlyList<string> Categories { get; init; } = [];
    public IReadOnlyList<string> Languages { get; init; } = [];
    public CreditPolicy Credits { get; private set; } = null!;
    public HubSessionTerms Terms { get; init; } = null!;
    public int TermsVersion { get; private set; } = FirstVersion;
    public HubState State { get; private set; }
    public Instant CreatedAt { get; private set; }
    public Instant? LiveAt { get; private set; }

    /// <summary>Policy, visibility and fund in one word.</summary>
    public string Channel => ChannelPrefix + Code;

    /// <summary>One credit, of the period that ends then.</summary>
    public CoverFunding Credit(BusinessPlace employer, Instant periodEndsAt) =>
        new(FundingKind.Credit, Channel, employer, periodEndsAt);

    /// <summary>What a member books: neutral words only, since documents print them.</summary>
    public SessionShape Shape(string mode) =>
        new("Individual session", mode, Terms.DurationMinutes, Terms.BufferAfterMinutes, Terms.Price);

    /// <summary>
    /// The platform sells to the employer; a late cancellation or no-show uses the credit up (HUB-05).
    /// </summary>
    public ChannelPolicy Policy() =>
        new(
            Channel,
            TermsVersion,
            Name,
            SupplyModel.PlatformSupplied,
            Terms.PlatformShareBasisPoints,
            CommissionVatBasisPoints: 0,
            CoverMinutes: 60,
            JoinOpensMinutes: 15,
            JoinClosesMinutes: 60,
            MinimumElapsedPercent: 50,
            EarningDelayHours: 48,
            new ChannelTerms(0, Terms.FreeCancelHours * 60, 10_000, 10_000, NoShowUsesUp: true, NoShowCalls: 0)
        );

    /// <summary>What was given out stays: the credits of a period that runs are as they were (HUB-04).</summary>
    public void Change(HubLook look, CreditPolicy credits)
    {
        Name = look.Name.Trim();
        Colour = look.Colour.ToLowerInvariant();
        Credits = credits;
    }

    public Error? GoLive(bool hasProvider, Instant now)
    {
        if (State == HubState.Live)
        {
            return HubErrors.AlreadyLive;
        }

        if (!hasProvider)
        {
            return HubErrors.NoProviderYet;
        }

        State = HubState.Live;
        LiveAt = now;
        return null;
    }
}

/// <summary>A domain of work addresses whose owners may join (HUB-03).</summary>
internal sealed class HubDomain
{
    public HubId HubId { get; init; }
    public string Domain { get; init; } = "";
}
