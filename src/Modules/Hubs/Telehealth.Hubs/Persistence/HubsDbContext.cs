using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Domain.Partners;

namespace Telehealth.Hubs.Persistence;

internal abstract class HubsDbContext(DbContextOptions options) : ModuleDbContext(options, "hubs")
{
    public DbSet<Programme> Programmes => Set<Programme>();

    public DbSet<ProgrammeProvider> ProgrammeProviders => Set<ProgrammeProvider>();

    public DbSet<InsuredPerson> Insured => Set<InsuredPerson>();

    public DbSet<VisitPackage> VisitPackages => Set<VisitPackage>();

    public DbSet<PartnerVisit> PartnerVisits => Set<PartnerVisit>();

    public DbSet<VisitClaim> VisitClaims => Set<VisitClaim>();

    public DbSet<Employer> Employers => Set<Employer>();

    public DbSet<EmployerAdmin> EmployerAdmins => Set<EmployerAdmin>();

    public DbSet<WellbeingHub> Hubs => Set<WellbeingHub>();

    public DbSet<HubDomain> Domains => Set<HubDomain>();

    public DbSet<HubInvitation> Invitations => Set<HubInvitation>();

    public DbSet<InvitationToken> InvitationTokens => Set<InvitationToken>();

    public DbSet<HubProvider> HubProviders => Set<HubProvider>();

    public DbSet<HubMember> Members => Set<HubMember>();

    public DbSet<MembershipClaim> Claims => Set<MembershipClaim>();

    public DbSet<Allotment> Allotments => Set<Allotment>();

    public DbSet<HubSession> HubSessions => Set<HubSession>();

    protected override void Map(ModelBuilder model)
    {
        PartnerMapping.Configure(model, Engine);
        EmployerMapping.Map(model, Engine);
    }
}
