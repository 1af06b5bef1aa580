using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Features.Ledger;

namespace Telehealth.Wallet.Areas.Finance.Pages;

/// <summary>One transaction, line by line; corrected by its mirror image and never changed.</summary>
[Authorize]
internal sealed class JournalModel(ISender sender, IActorSource actors) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public JournalAnswer Journal { get; private set; } = null!;

    public bool Reverses => actors.Current.Has(Roles.Finance) && Journal.ReversesId is null;

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnPost(string key, CancellationToken ct)
    {
        var reversed = await sender.Send(new ReverseJournal(new JournalId(Id), Reason ?? ""), ct, key);
        if (reversed.Error is { } error)
        {
            return await Read(ct) ?? this.Refuse(error);
        }

        this.Say("It is reversed. This is its mirror image.");
        return Redirect($"/wallet/finance/journals/{reversed.Value.JournalId}");
    }

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var found = await sender.Send(new GetJournal(new JournalId(Id)), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Journal = found.Value;
        return null;
    }
}
