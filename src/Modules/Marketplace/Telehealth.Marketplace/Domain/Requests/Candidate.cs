using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Domain.Calendar;

namespace Telehealth.Marketplace.Domain.Requests;

/// <summary>
/// One provider a broadcast asks, with its own service and price as they were when the client asked.
/// </summary>
internal sealed class Candidate
{
    private Candidate() { }

    public Candidate(BookingRequestId requestId, CandidateTerms terms)
    {
        RequestId = requestId;
        ProviderId = terms.ProviderId;
        ServiceId = terms.ServiceId;
        ServiceName = terms.ServiceName;
        BufferBeforeMinutes = terms.Shape.BufferBeforeMinutes;
        BufferAfterMinutes = terms.Shape.BufferAfterMinutes;
        PriceMinor = terms.Price.Minor;
        Currency = terms.Price.Currency.Code;
        PolicyId = terms.PolicyId;
        PolicyVersion = terms.PolicyVersion;
        ProviderZone = terms.ProviderZone;
    }

    public BookingRequestId RequestId { get; private set; }

    public ProviderId ProviderId { get; private set; }

    public ServiceId ServiceId { get; private set; }

    public string ServiceName { get; private set; } = "";

    public int BufferBeforeMinutes { get; private set; }

    public int BufferAfterMinutes { get; private set; }

    public long PriceMinor { get; private set; }

    public string Currency { get; private set; } = "";

    public Money Price => new(PriceMinor, BuildingBlocks.Currency.Of(Currency));

    public string PolicyId { get; private set; } = "";

    public int PolicyVersion { get; private set; }

    public string ProviderZone { get; private set; } = "";

    public string? DeclineReason { get; private set; }

    public Instant? DeclinedAt { get; private set; }
}

/// <summary>What a provider would hold the session under.</summary>
internal sealed record CandidateTerms(
    ProviderId ProviderId,
    ServiceId ServiceId,
    string ServiceName,
    SlotShape Shape,
    Money Price,
    string PolicyId,
    int PolicyVersion,
    string ProviderZone
);
