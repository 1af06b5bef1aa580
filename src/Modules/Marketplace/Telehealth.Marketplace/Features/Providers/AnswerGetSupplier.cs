using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Providers;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Providers;

internal sealed class AnswerGetSupplier(MarketplaceDbContext db) : IQueryHandler<GetSupplier, Supplier>
{
    public async Task<Result<Supplier>> Handle(GetSupplier query, CancellationToken ct)
    {
        var profile = await db.Providers.AsNoTracking().FirstOrDefaultAsync(x => x.Id == query.ProviderId, ct);
        return profile is null ? ProfileErrors.NotFound : Of(profile);
    }

    public static Supplier Of(ProviderProfile profile) =>
        new(
            profile.Id,
            profile.DisplayName,
            profile.LegalName,
            profile.AddressLines,
            profile.BillingCountry,
            profile.VatNumber,
            profile.RegistrationBody,
            profile.RegistrationNumber
        );
}
