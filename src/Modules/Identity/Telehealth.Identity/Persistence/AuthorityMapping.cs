using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Identity.Domain;

namespace Telehealth.Identity.Persistence;

/// <summary>Who holds and held which role, what waits for a second administrator, and what was changed.</summary>
internal static class AuthorityMapping
{
    private const int LongestKey = 200;
    private const int LongestRole = 40;

    public static void Map(ModelBuilder model, Engine engine)
    {
        model.Entity<RoleGrant>(grant =>
        {
            grant.ToTable("identity_role_grants");
            grant.HasKey(x => new { x.PersonId, x.Number });
            grant.Property(x => x.Number).ValueGeneratedNever();
            grant.Property(x => x.Role).IsExactText(engine, LongestRole);
            grant.Property(x => x.GrantedBy).IsExactText(engine, LongestKey);
            grant.Property(x => x.ApprovedBy!).IsExactText(engine, LongestKey);
            grant.Property(x => x.EndedBy!).IsExactText(engine, LongestKey);
            grant.Ignore(x => x.IsHeld);
            grant.HasIndex(x => new { x.Role, x.EndedAt });
        });
        model.Entity<RoleProposal>(proposal =>
        {
            proposal.ToTable("identity_role_proposals");
            proposal.HasKey(x => x.Id);
            proposal.Property(x => x.Id).ValueGeneratedNever();
            proposal.Property(x => x.Role).IsExactText(engine, LongestRole);
            proposal.Property(x => x.Reason).HasMaxLength(RoleProposal.MostReason);
            proposal.HasIndex(x => new { x.State, x.ProposedAt });
        });
        model.Entity<AuthorityEntry>(entry =>
        {
            entry.ToTable("identity_authority_entries");
            entry.HasKey(x => x.Sequence);
            entry.Property(x => x.Sequence).ValueGeneratedOnAdd();
            entry.Property(x => x.Detail).HasMaxLength(500);
            entry.Property(x => x.By).IsExactText(engine, LongestKey);
            entry.HasIndex(x => new { x.PersonId, x.Sequence });
        });
        model.Entity<AuthorityHead>(head =>
        {
            head.ToTable("identity_authority_head");
            head.HasKey(x => x.Id);
            head.Property(x => x.Id).ValueGeneratedNever();
            head.HasData(new AuthorityHead());
        });
    }
}
