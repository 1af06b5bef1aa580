using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Identity.Domain;

namespace Telehealth.Identity.Persistence;

/// <summary>People, their accounts, and OpenIddict's clients, grants and tokens.</summary>
internal abstract class IdentityDbContext : ModuleDbContext
{
    protected IdentityDbContext(DbContextOptions options)
        : base(options, "identity")
    {
        // OpenIddict saves by itself: each of its saves must be a transaction, so that it passes the write gate.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }

    public DbSet<Person> People => Set<Person>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<BrowserSession> BrowserSessions => Set<BrowserSession>();

    public DbSet<SigningKeyRow> SigningKeys => Set<SigningKeyRow>();

    public DbSet<RoleProposal> Proposals => Set<RoleProposal>();

    public DbSet<AuthorityEntry> AuthorityEntries => Set<AuthorityEntry>();

    public DbSet<AuthorityHead> AuthorityHead => Set<AuthorityHead>();

    protected override void Map(ModelBuilder model)
    {
        AuthorityMapping.Map(model, Engine);
        MapPeople(model);
        MapAccounts(model);
        model.Entity<SigningKeyRow>(key =>
        {
            key.ToTable("identity_signing_keys");
            key.HasKey(x => x.KeyId);
            key.Property(x => x.KeyId).IsExactText(Engine, 60);
            key.HasIndex(x => new { x.Use, x.Generation }).IsUnique();
        });
        model.Entity<BrowserSession>(session =>
        {
            session.ToTable("identity_browser_sessions");
            session.HasKey(x => x.Id);
            session.Property(x => x.Id).ValueGeneratedNever();
            session.HasIndex(x => new { x.PersonId, x.StartedAtMicros });
            session.HasIndex(x => x.StartedAtMicros);
        });
        MapOpenIddict(model);
    }

    private void MapPeople(ModelBuilder model)
    {
        model.Entity<Person>(person =>
        {
            person.ToTable("identity_people");
            person.HasKey(x => x.Id);
            person.Property(x => x.Id).ValueGeneratedNever();
            person.Property(x => x.DisplayName).HasMaxLength(80);
            person.Property(x => x.NameOnDocuments).HasMaxLength(80);
            person.Property(x => x.Country).IsExactText(Engine, 2);
            person.Property(x => x.TimeZone).IsExactText(Engine, 60);
            person.Property(x => x.Language).IsExactText(Engine, 20);
            person.Property(x => x.Phone).HasMaxLength(20);
            person.Property(x => x.SuspendedBecause).HasMaxLength(500);
            person.Ignore(x => x.RoleNames);
            person.Ignore(x => x.IsStaff).Ignore(x => x.PrintedName);
            person.HasMany(x => x.Roles).WithOne().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Cascade);
            person.Navigation(x => x.Roles).UsePropertyAccessMode(PropertyAccessMode.Field);
        });
    }

    private void MapAccounts(ModelBuilder model) =>
        model.Entity<Account>(account =>
        {
            account.ToTable("identity_accounts");
            account.HasKey(x => x.Id);
            account.Property(x => x.Id).ValueGeneratedNever();
            account.Property(x => x.Email).HasMaxLength(254);
            account.Property(x => x.NormalizedEmail!).IsExactText(Engine, 254);
            account.HasIndex(x => x.NormalizedEmail).IsUnique();
            account.Property(x => x.PasswordHash).HasMaxLength(200);
            account.Property(x => x.SecurityStamp).HasMaxLength(40);
            account.Property(x => x.ConcurrencyStamp).HasMaxLength(40).IsConcurrencyToken();
            account.Property(x => x.SealedTotpKey).HasMaxLength(500);
            account.Ignore(x => x.PersonId);
            // Signed in by address; the phone belongs to the person; the lock ends by the system's clock in micros.
            account.Ignore(x => x.UserName).Ignore(x => x.NormalizedUserName);
            account.Ignore(x => x.PhoneNumber).Ignore(x => x.PhoneNumberConfirmed);
            account.Ignore(x => x.LockoutEnd).Ignore(x => x.LockoutEnabled).Ignore(x => x.TwoFactorEnabled);
        });

    private void MapOpenIddict(ModelBuilder model)
    {
        model.UseOpenIddict<Guid>();
        model.Entity<OpenIddictEntityFrameworkCoreApplication<Guid>>(client =>
        {
            client.ToTable("identity_clients");
            client.Property(x => x.ClientId!).IsExactText(Engine, 100);
        });
        model.Entity<OpenIddictEntityFrameworkCoreAuthorization<Guid>>(grant =>
        {
            grant.ToTable("identity_grants");
            grant.Property(x => x.Subject!).IsExactText(Engine, 100);
        });
        model.Entity<OpenIddictEntityFrameworkCoreToken<Guid>>(token =>
        {
            token.ToTable("identity_tokens");
            token.Property(x => x.Subject!).IsExactText(Engine, 100);
            token.Property(x => x.ReferenceId!).IsExactText(Engine, 100);
        });
        model.Entity<OpenIddictEntityFrameworkCoreScope<Guid>>(scope =>
        {
            scope.ToTable("identity_scopes");
            scope.Property(x => x.Name!).IsExactText(Engine, 200);
        });
    }
}
