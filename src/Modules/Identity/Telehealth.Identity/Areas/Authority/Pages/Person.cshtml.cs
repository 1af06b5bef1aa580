using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Features.Authority;
using Telehealth.Identity.Features.People;
using Telehealth.Identity.Features.Staff;

namespace Telehealth.Identity.Areas.Authority.Pages;

/// <summary>One account: its roles now and before, whether it is stopped, what this reader may change.</summary>
[Authorize]
internal sealed class PersonModel(ISender sender, IActorSource actors, PermissionCatalog permissions) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Role { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public AuthorityAnswer Found { get; private set; } = null!;

    public ActorNames Names { get; } = new(sender);

    public string? Zone { get; private set; }

    public IReadOnlyList<RoleGrantAnswer> Held => [.. Found.Roles.Where(x => x.EndedAt is null)];

    /// <summary>Roles that could be given: not held yet.</summary>
    public IReadOnlyList<string> Free => [.. Roles.All.Except(Held.Select(x => x.Role))];

    public bool IsMe => actors.Current.Person == Found.PersonId;

    public bool ChangesRoles => !IsMe && permissions.Grants(actors.Current, IdentityModule.ManageRoles);

    public bool Stops =>
        !IsMe
        && permissions.Grants(actors.Current, IdentityModule.SuspendAccounts)
        && (actors.Current.Has(Roles.PlatformAdmin) || !Held.Any(x => Roles.Staff.Contains(x.Role)));

    private PersonId Whose => new(Id);

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    /// <summary>Gives the role, or proposes it where it takes two.</summary>
    public async Task<IActionResult> OnPostGive(string key, CancellationToken ct)
    {
        var role = Role ?? "";
        if (RoleRules.NeedsSecond(role))
        {
            var proposed = await sender.Send(new ProposeRole(Whose, role, Reason ?? ""), ct, key);
            return await Next(proposed.Error, "The role is proposed. Another administrator decides.", ct);
        }

        var given = await sender.Send(new GrantRole(Whose, role), ct, key);
        return await Next(given.Error, "The role is given. It counts from their next sign-in.", ct);
    }

    public async Task<IActionResult> OnPostTake(string role, string key, CancellationToken ct)
    {
        var taken = await sender.Send(new RevokeRole(Whose, role), ct, key);
        return await Next(taken.Error, "The role is taken, and what it opened is closed at once.", ct);
    }

    public async Task<IActionResult> OnPostSuspend(string key, CancellationToken ct)
    {
        var stopped = await sender.Send(new SuspendAccount(Whose, Reason ?? ""), ct, key);
        return await Next(stopped.Error, "The account is stopped, and whoever was signed in with it is out.", ct);
    }

    public async Task<IActionResult> OnPostReinstate(string key, CancellationToken ct)
    {
        var opened = await sender.Send(new ReinstateAccount(Whose), ct, key);
        return await Next(opened.Error, "The account is open again.", ct);
    }

    private async Task<IActionResult> Next(Error? error, string words, CancellationToken ct)
    {
        if (error is not null)
        {
            return await Read(ct) ?? this.Refuse(error);
        }

        this.Say(words);
        return Redirect($"/identity/people/{Id}");
    }

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var found = await sender.Send(new ReadAuthority(Whose), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Found = found.Value;
        Zone = (await sender.Send(new ReadMe(), ct)).Value.TimeZone;
        await Names.Know(Found.Roles.SelectMany(x => new[] { x.GrantedBy, x.ApprovedBy, x.EndedBy }), ct);
        await Names.Know(Found.Changes.Select(x => (string?)x.By), ct);
        return null;
    }
}
