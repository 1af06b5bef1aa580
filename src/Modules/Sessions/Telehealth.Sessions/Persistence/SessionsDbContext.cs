using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Sessions.Domain;

namespace Telehealth.Sessions.Persistence;

internal abstract class SessionsDbContext(DbContextOptions options) : ModuleDbContext(options, "sessions")
{
    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<CallAttempt> CallAttempts => Set<CallAttempt>();

    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();

    public DbSet<CalendarChoice> CalendarChoices => Set<CalendarChoice>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<Session>(session =>
        {
            session.ToTable("sessions_sessions");
            session.HasKey(x => x.Row);
            session.Property(x => x.Row).ValueGeneratedOnAdd();
            session.HasAlternateKey(x => x.Id);
            session.HasIndex(x => x.BookingId).IsUnique();
            session.HasIndex(x => new { x.ProviderId, x.AgendaKey });
            session.HasIndex(x => new { x.ClientId, x.AgendaKey });
            session.HasIndex(x => new { x.State, x.Row });
            session.Property(x => x.BookingNumber).IsExactText(Engine, 40);
            session.Property(x => x.ServiceName).HasMaxLength(200);
            session.Property(x => x.Mode).IsExactText(Engine, 20);
            session.Property(x => x.ProviderZone).IsExactText(Engine, 60);
            session.Property(x => x.ClientZone).IsExactText(Engine, 60);
            session.Property(x => x.Currency).IsExactText(Engine, 3);
            session.Property(x => x.PolicyId).IsExactText(Engine, 60);
            session.Property(x => x.ChannelLabel).HasMaxLength(80);
            session.Property(x => x.SealedJoinKey).HasMaxLength(1000);
            session.Ignore(x => x.Price);
            session.Ignore(x => x.NeedsClientOnline);
            session.HasMany(x => x.Stays).WithOne().HasForeignKey(x => x.SessionId).HasPrincipalKey(x => x.Id);
            session.HasMany(x => x.Calls).WithOne().HasForeignKey(x => x.SessionId).HasPrincipalKey(x => x.Id);
            session.Navigation(x => x.Calls).UsePropertyAccessMode(PropertyAccessMode.Field);
            session.Navigation(x => x.Stays).UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        model.Entity<Stay>(stay =>
        {
            stay.ToTable("sessions_presence");
            stay.HasKey(x => x.Id);
            stay.Property(x => x.Id).ValueGeneratedOnAdd();
            stay.HasIndex(x => new { x.SessionId, x.Id });
        });
        model.Entity<CallAttempt>(call =>
        {
            call.ToTable("sessions_call_attempts");
            call.HasKey(x => new { x.SessionId, x.Number });
        });
        model.Entity<CalendarFeed>(feed =>
        {
            feed.ToTable("sessions_calendar_feeds");
            feed.HasKey(x => x.ProviderId);
            feed.HasIndex(x => x.TokenHash).IsUnique();
            feed.Property(x => x.TokenHash!).IsExactText(Engine, 64);
            feed.Property(x => x.SealedToken).HasMaxLength(1000);
        });
        model.Entity<CalendarChoice>(choice =>
        {
            choice.ToTable("sessions_calendar_choices");
            choice.HasKey(x => x.PersonId);
        });
    }
}
