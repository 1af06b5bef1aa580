using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Features.Authority;
using Telehealth.Identity.Features.People;
using Telehealth.Identity.Features.Staff;

namespace Telehealth.Identity.Areas.Authority.Pages;

/// <summary>Who may do what, what waits for a second administrator, and what was changed.</summary>
[Authorize]
internal sealed class StaffModel(ISender sender, IActorSource actors) : PageModel
{
    private const string Path = "/identity/staff";

    public IReadOnlyList<StaffMemberAnswer> People { get; private set; } = [];

    public IReadOnlyList<RoleProposalAnswer> Proposals { get; private set; } = [];

    public IReadOnlyList<AuthorityChangeAnswer> Changes { get; private set; } = [];

    public ActorNames Names { get; } = new(sender);

    public string? Zone { get; private set; }

    [BindProperty]
    public string? Code { get; set; }

    public bool IsMine(RoleProposalAnswer proposal) => actors.Current.Is(proposal.ProposedBy);

    public bool IsAboutMe(RoleProposalAnswer proposal) => actors.Current.Is(proposal.PersonId);

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnPostApprove(Guid id, string key, CancellationToken ct)
    {
        var code = string.Concat((Code ?? "").Where(x => !char.IsWhiteSpace(x)));
        var approved = await sender.Send(new ApproveProposal(id, new Secret(code)), ct, key);
        return approved.Error is { } error
            ? await Again(error, ct)
            : Said("The role is given. It counts from their next sign-in.");
    }

    public async Task<IActionResult> OnPostDecline(Guid id, string key, CancellationToken ct)
    {
        var declined = await sender.Send(new DeclineProposal(id), ct, key);
        return declined.Error is { } error ? await Again(error, ct) : Said("The role is not given.");
    }

    private RedirectResult Said(string words)
    {
        this.Say(words);
        return Redirect(Path);
    }

    private async Task<IActionResult> Again(Error error, CancellationToken ct) => await Read(ct) ?? this.Refuse(error);

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var staff = await sender.Send(new ListStaff(), ct);
        if (staff.Error is { } error)
        {
            return this.Answer(error);
        }

        People = staff.Value.Items;
        Proposals = (await sender.Send(new ListProposals(), ct)).Value.Items;
        Changes = (await sender.Send(new ListAuthorityChanges(), ct)).Value.Items;
        Zone = (await sender.Send(new ReadMe(), ct)).Value.TimeZone;
        await Names.Know(Proposals.SelectMany(x => new PersonId?[] { x.PersonId, x.ProposedBy }), ct);
        await Names.Know(Changes.Select(x => x.PersonId), ct);
        await Names.Know(Changes.Select(x => (string?)x.By), ct);
        return null;
    }
}
