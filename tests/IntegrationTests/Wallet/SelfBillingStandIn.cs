using MediatR;
using Telehealth.BuildingBlocks;
using Telehealth.Receipts.Contracts;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>Who has agreed to self-billing, as the one answer a withdrawal asks Receipts for.</summary>
internal sealed class SelfBillingAgreements
{
    public HashSet<ProviderId> InForce { get; } = [];
}

internal sealed class SelfBillingStandIn(SelfBillingAgreements agreements)
    : IRequestHandler<GetSelfBilling, Result<SelfBilling>>
{
    public Task<Result<SelfBilling>> Handle(GetSelfBilling request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<SelfBilling>>(new SelfBilling(agreements.InForce.Contains(request.ProviderId), null));
}
