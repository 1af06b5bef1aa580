using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Policies;
using Telehealth.Marketplace.Domain.Providers;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Domain.Reviews;

namespace Telehealth.Marketplace.Persistence;

internal abstract class MarketplaceDbContext(DbContextOptions options) : ModuleDbContext(options, "marketplace")
{
    public DbSet<ProviderProfile> Providers => Set<ProviderProfile>();

    public DbSet<ProviderTag> ProviderTags => Set<ProviderTag>();

    public DbSet<ProviderPhoto> Photos => Set<ProviderPhoto>();

    public DbSet<ProviderService> Services => Set<ProviderService>();

    public DbSet<ServicePrice> ServicePrices => Set<ServicePrice>();

    public DbSet<ProviderCalendar> Calendars => Set<ProviderCalendar>();

    public DbSet<OpenInterval> OpenIntervals => Set<OpenInterval>();

    public DbSet<VisibilityChannel> VisibilityChannels => Set<VisibilityChannel>();

    public DbSet<ChannelAccess> ChannelAccess => Set<ChannelAccess>();

    public DbSet<ClientClaim> ClientClaims => Set<ClientClaim>();

    public DbSet<SlotClaim> SlotClaims => Set<SlotClaim>();

    public DbSet<TimeHold> TimeHolds => Set<TimeHold>();

    public DbSet<BookingRequest> Requests => Set<BookingRequest>();

    public DbSet<RequestedTime> RequestedTimes => Set<RequestedTime>();

    public DbSet<Candidate> Candidates => Set<Candidate>();

    public DbSet<CoverClaim> CoverClaims => Set<CoverClaim>();

    public DbSet<Booking> Bookings => Set<Booking>();

    public DbSet<Review> Reviews => Set<Review>();

    public DbSet<PublishedPolicy> Policies => Set<PublishedPolicy>();

    protected override void Map(ModelBuilder model)
    {
        ProviderMapping.Configure(model, Engine);
        CalendarMapping.Configure(model, Engine);
        BookingMapping.Configure(model, Engine);
        ReviewMapping.Configure(model);
    }
}
