using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.QuickConnect.Domain;

namespace Telehealth.QuickConnect.Persistence;

internal static class PoolMapping
{
    public static void Configure(ModelBuilder model, Engine engine)
    {
        model.Entity<PoolRequest>(x => Request(x, engine));
        model.Entity<PoolPass>(x =>
        {
            x.ToTable("quickconnect_passes");
            x.HasKey(pass => new { pass.RequestId, pass.ProviderId });
        });
        model.Entity<PoolCoverClaim>(x =>
        {
            x.ToTable("quickconnect_cover_claims");
            x.HasKey(claim => claim.CoverId);
            x.Property(claim => claim.CoverId).ValueGeneratedNever();
        });
        model.Entity<Presence>(x =>
        {
            x.ToTable("quickconnect_presences");
            x.HasKey(presence => presence.ProviderId);
            x.Property(presence => presence.ProviderId).ValueGeneratedNever();
            x.HasIndex(presence => presence.Until);
        });
    }

    private static void Request(EntityTypeBuilder<PoolRequest> x, Engine engine)
    {
        x.ToTable("quickconnect_requests");
        x.HasKey(request => request.Sequence);
        x.Property(request => request.Sequence).ValueGeneratedOnAdd();
        x.HasIndex(request => request.Id).IsUnique();
        x.HasIndex(request => request.CoverId).IsUnique();
        // One live request per client, one binding offer per provider: nulls do not count.
        x.HasIndex(request => request.LiveClientId).IsUnique();
        x.HasIndex(request => request.HeldProviderId).IsUnique();
        x.HasIndex(request => new { request.State, request.ExpiresAt });
        x.HasIndex(request => new { request.State, request.OfferEndsAt });
        x.HasIndex(request => new { request.ClientId, request.Sequence });
        x.HasIndex(request => request.FirstOfferAt);
        x.Property(request => request.Language).IsExactText(engine, 35);
        x.Property(request => request.Mode).IsExactText(engine, 20);
        x.Property(request => request.Category!).IsExactText(engine, 40);
        x.Property(request => request.Currency).IsExactText(engine, 3);
        x.Property(request => request.TermsVersion!).IsExactText(engine, 40);
        x.Ignore(request => request.Price);
        x.Ignore(request => request.IsLive);
    }
}
