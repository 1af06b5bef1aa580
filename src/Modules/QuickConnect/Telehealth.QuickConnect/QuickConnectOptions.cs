using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.QuickConnect;

/// <summary>The configuration section <c>quickconnect</c>; every number is a default, not a constant.</summary>
internal sealed class QuickConnectOptions
{
    public const string Channel = "quick-connect";

    /// <summary>A topic every provider can take.</summary>
    public const string AnyTopic = "other";

    /// <summary>Length of the first block.</summary>
    public int BlockMinutes { get; set; } = 30;

    /// <summary>Kept free behind it.</summary>
    public int BufferMinutes { get; set; } = 5;

    /// <summary>Price of the first block, in minor units.</summary>
    public long PriceMinor { get; set; } = 4_500;

    public string Currency { get; set; } = "GBP";

    /// <summary>As printed on documents.</summary>
    public string ServiceName { get; set; } = "Session, 30 minutes";

    /// <summary>How long a request waits (QCP-06).</summary>
    public int WaitMinutes { get; set; } = 30;

    /// <summary>How long the client may think about an offer (QCP-04).</summary>
    public int OfferSeconds { get; set; } = 60;

    /// <summary>How much longer the provider's time is kept, so that an interrupted yes still finds it.</summary>
    public int HoldGraceMinutes { get; set; } = 5;

    /// <summary>The terms a client accepts with an offer: a text file, or null for the text brought along.</summary>
    public string? TermsFile { get; set; }

    /// <summary>One text message per provider and so many minutes (QCP-02).</summary>
    public int AlertEveryMinutes { get; set; } = 30;

    /// <summary>No text message from this hour on, in the provider's zone.</summary>
    public int QuietFromHour { get; set; } = 22;

    /// <summary>Until this hour.</summary>
    public int QuietUntilHour { get; set; } = 8;

    /// <summary>The longest a provider may say to be there.</summary>
    public int MostOnlineHours { get; set; } = 12;

    /// <summary>How many first offers the estimated wait is made of, at most, and how many it takes at least.</summary>
    public int EstimateFrom { get; set; } = 20;

    public int EstimateAtLeast { get; set; } = 3;

    /// <summary>System seconds after which a job takes up an offer or a join nobody finished.</summary>
    public int ResumeAfterSeconds { get; set; } = 60;

    /// <summary>What the page offers to choose from; providers list the same words as specialties.</summary>
    public List<string> Topics { get; set; } = [];

    public int PolicyVersion { get; set; } = 1;

    public int CommissionBasisPoints { get; set; } = 2_500;

    public int EarningDelayHours { get; set; } = 72;

    public IReadOnlyList<string> AllTopics =>
        Topics.Count > 0
            ? Topics
            : ["anxiety", "stress", "depression", "relationships", "grief", "sleep", "work", AnyTopic];

    public Money Price => new(PriceMinor, BuildingBlocks.Currency.Of(Currency));

    /// <summary>The deadline of a request lies 15 minutes before its cover's (commands.md, "Cover").</summary>
    public const int CoverReserveMinutes = 15;

    public SessionShape Shape(string mode) => new(ServiceName, mode, BlockMinutes, BufferMinutes, Price);

    /// <summary>
    /// The platform sells these sessions (standards §1.1). They begin at once, so nothing is called off free of charge.
    /// </summary>
    public ChannelPolicy Policy =>
        new(
            Channel,
            PolicyVersion,
            "Quick connect",
            SupplyModel.PlatformSupplied,
            CommissionBasisPoints,
            CommissionVatBasisPoints: 0,
            CoverMinutes: WaitMinutes + CoverReserveMinutes,
            JoinOpensMinutes: 5,
            JoinClosesMinutes: 60,
            MinimumElapsedPercent: 50,
            EarningDelayHours,
            new ChannelTerms(
                LeadMinutes: 0,
                FreeCancelMinutes: 0,
                LateKeepBasisPoints: 10_000,
                NoShowKeepBasisPoints: 10_000,
                NoShowUsesUp: true,
                NoShowCalls: 0
            )
        );
}
