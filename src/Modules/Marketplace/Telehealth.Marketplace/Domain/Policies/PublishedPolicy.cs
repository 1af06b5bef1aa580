using NodaTime;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Marketplace.Domain.Policies;

/// <summary>One published version of a channel's rules: inserted once, never changed.</summary>
internal sealed class PublishedPolicy
{
    private PublishedPolicy() { }

    public PublishedPolicy(ChannelPolicy policy, Instant now)
    {
        PolicyId = policy.PolicyId;
        PolicyVersion = policy.Version;
        Label = policy.Label;
        SupplyModel = policy.SupplyModel;
        CommissionBasisPoints = policy.CommissionBasisPoints;
        CommissionVatBasisPoints = policy.CommissionVatBasisPoints;
        CoverMinutes = policy.CoverMinutes;
        JoinOpensMinutes = policy.JoinOpensMinutes;
        JoinClosesMinutes = policy.JoinClosesMinutes;
        MinimumElapsedPercent = policy.MinimumElapsedPercent;
        EarningDelayHours = policy.EarningDelayHours;
        LeadMinutes = policy.Terms.LeadMinutes;
        FreeCancelMinutes = policy.Terms.FreeCancelMinutes;
        LateKeepBasisPoints = policy.Terms.LateKeepBasisPoints;
        NoShowKeepBasisPoints = policy.Terms.NoShowKeepBasisPoints;
        NoShowUsesUp = policy.Terms.NoShowUsesUp;
        NoShowCalls = policy.Terms.NoShowCalls;
        PublishedAt = now;
    }

    public string PolicyId { get; private set; } = "";

    public int PolicyVersion { get; private set; }

    public string Label { get; private set; } = "";

    public SupplyModel SupplyModel { get; private set; }

    public int CommissionBasisPoints { get; private set; }

    public int CommissionVatBasisPoints { get; private set; }

    public int CoverMinutes { get; private set; }

    public int JoinOpensMinutes { get; private set; }

    public int JoinClosesMinutes { get; private set; }

    public int MinimumElapsedPercent { get; private set; }

    public int EarningDelayHours { get; private set; }

    public int? LeadMinutes { get; private set; }

    public int FreeCancelMinutes { get; private set; }

    public int LateKeepBasisPoints { get; private set; }

    public int NoShowKeepBasisPoints { get; private set; }

    public bool NoShowUsesUp { get; private set; }

    public int NoShowCalls { get; private set; }

    public Instant PublishedAt { get; private set; }

    public ChannelPolicy ToContract() =>
        new(
            PolicyId,
            PolicyVersion,
            Label,
            SupplyModel,
            CommissionBasisPoints,
            CommissionVatBasisPoints,
            CoverMinutes,
            JoinOpensMinutes,
            JoinClosesMinutes,
            MinimumElapsedPercent,
            EarningDelayHours,
            new ChannelTerms(
                LeadMinutes,
                FreeCancelMinutes,
                LateKeepBasisPoints,
                NoShowKeepBasisPoints,
                NoShowUsesUp,
                NoShowCalls
            )
        );
}
