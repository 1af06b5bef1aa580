using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Policies;
using Telehealth.Marketplace.Domain.Requests;

namespace Telehealth.Marketplace.Persistence;

internal static class BookingMapping
{
    public static void Configure(ModelBuilder model, Engine engine)
    {
        model.Entity<BookingRequest>(x => Request(x, engine));
        model.Entity<RequestedTime>(x =>
        {
            x.ToTable("marketplace_requested_times");
            x.HasKey(time => new { time.RequestId, time.Position });
        });
        model.Entity<Candidate>(x =>
        {
            x.ToTable("marketplace_broadcast_candidates");
            x.HasKey(candidate => new { candidate.RequestId, candidate.ProviderId });
            x.HasIndex(candidate => new { candidate.ProviderId, candidate.RequestId });
            x.Property(candidate => candidate.ServiceName).HasMaxLength(80);
            x.Property(candidate => candidate.Currency).IsExactText(engine, 3);
            x.Property(candidate => candidate.PolicyId).IsExactText(engine, 60);
            x.Property(candidate => candidate.ProviderZone).IsExactText(engine, 60);
            x.Property(candidate => candidate.DeclineReason!).IsExactText(engine, 40);
            x.Ignore(candidate => candidate.Price);
        });
        model.Entity<CoverClaim>(x =>
        {
            x.ToTable("marketplace_cover_claims");
            x.HasKey(claim => claim.CoverId);
            x.Property(claim => claim.CoverId).ValueGeneratedNever();
        });
        model.Entity<Booking>(x => Confirmed(x, engine));
        model.Entity<PublishedPolicy>(x =>
        {
            x.ToTable("marketplace_channel_policies");
            x.HasKey(policy => new { policy.PolicyId, policy.PolicyVersion });
            x.Property(policy => policy.PolicyId).IsExactText(engine, 60);
        });
    }

    private static void Request(EntityTypeBuilder<BookingRequest> x, Engine engine)
    {
        x.ToTable("marketplace_booking_requests");
        x.HasKey(request => request.Sequence);
        x.Property(request => request.Sequence).ValueGeneratedOnAdd();
        // A held cover may stand behind several tries, one after the other; any other belongs to one by its claim.
        x.HasIndex(request => new { request.CoverId, request.Attempt }).IsUnique();
        x.HasIndex(request => new
        {
            request.ProviderId,
            request.State,
            request.Sequence,
        });
        x.HasIndex(request => new { request.ClientId, request.Sequence });
        x.HasIndex(request => new { request.State, request.Deadline });
        x.Property(request => request.ServiceName).HasMaxLength(80);
        x.Property(request => request.Mode).IsExactText(engine, 20);
        x.Property(request => request.Currency).IsExactText(engine, 3);
        x.Property(request => request.PolicyId).IsExactText(engine, 60);
        x.Property(request => request.ClientZone).IsExactText(engine, 60);
        x.Property(request => request.ProviderZone).IsExactText(engine, 60);
        x.Property(request => request.DeclineReason!).IsExactText(engine, 40);
        x.Property(request => request.Fund!).IsExactText(engine, 40);
        x.Property(request => request.BookedBy!).IsExactText(engine, 120);
        x.Property(request => request.Category!).IsExactText(engine, 40);
        x.Ignore(request => request.Price);
        x.Ignore(request => request.SetAside);
        x.Ignore(request => request.Shape);
        x.Ignore(request => request.IsBroadcast);
        x.HasMany(request => request.Times)
            .WithOne()
            .HasForeignKey(time => time.RequestId)
            .HasPrincipalKey(request => request.Id);
        x.HasMany(request => request.Candidates)
            .WithOne()
            .HasForeignKey(candidate => candidate.RequestId)
            .HasPrincipalKey(request => request.Id);
        // Nobody pays more than the limit, whatever the code says.
        x.ToTable(table =>
            table.HasCheckConstraint(
                "CK_marketplace_booking_requests_ceiling",
                "\"CeilingMinor\" IS NULL OR \"PriceMinor\" <= \"CeilingMinor\""
            )
        );
    }

    private static void Confirmed(EntityTypeBuilder<Booking> x, Engine engine)
    {
        x.ToTable("marketplace_bookings");
        x.HasKey(booking => booking.Sequence);
        x.Property(booking => booking.Sequence).ValueGeneratedOnAdd();
        x.HasIndex(booking => booking.Id).IsUnique();
        x.HasIndex(booking => booking.Number).IsUnique();
        x.HasIndex(booking => booking.CoverId).IsUnique();
        x.HasIndex(booking => new { booking.ClientId, booking.Sequence });
        x.HasIndex(booking => new { booking.ProviderId, booking.Sequence });
        x.Property(booking => booking.Number).IsExactText(engine, 16);
        x.Property(booking => booking.ServiceName).HasMaxLength(80);
        x.Property(booking => booking.Mode).IsExactText(engine, 20);
        x.Property(booking => booking.Currency).IsExactText(engine, 3);
        x.Property(booking => booking.PolicyId).IsExactText(engine, 60);
        x.Property(booking => booking.ProviderZone).IsExactText(engine, 60);
        x.Property(booking => booking.ClientZone).IsExactText(engine, 60);
        x.Property(booking => booking.CancelReason!).IsExactText(engine, 40);
        x.Property(booking => booking.BookedBy!).IsExactText(engine, 120);
        x.Ignore(booking => booking.Price);
    }
}
