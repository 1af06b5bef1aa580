using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging.Operations;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;

namespace Telehealth.Host.Pages.Operations;

/// <summary>One message that was given up: what it says, what waits behind it, and the decision.</summary>
[Authorize]
internal sealed class DeadLetterModel(ISender sender, IActorSource actors) : PageModel
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [BindProperty(SupportsGet = true)]
    public string Module { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public long Sequence { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public DeadLetterDetailsAnswer Letter { get; private set; } = null!;

    public string Payload =>
        Letter.Payload.ValueKind == JsonValueKind.String
            ? Letter.Payload.GetString()!
            : JsonSerializer.Serialize(Letter.Payload, Readable);

    /// <summary>A platform admin may look; operations decides.</summary>
    public bool Decides => actors.Current.Has(Roles.Operations);

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnPostReplay(CancellationToken ct)
    {
        ModelState.Clear();
        return await Decided(
            await sender.Send(new ReplayDeadLetter(Module, Sequence), ct),
            "It is tried again now. If it fails once more, it comes back here.",
            ct
        );
    }

    public async Task<IActionResult> OnPostDiscard(CancellationToken ct) =>
        await Decided(
            await sender.Send(new DiscardDeadLetter(Module, Sequence, Reason ?? ""), ct),
            "It is discarded, and your reason is kept with it. What waited behind it goes on.",
            ct
        );

    private async Task<IActionResult> Decided(Result<DecidedDeadLetterAnswer> result, string said, CancellationToken ct)
    {
        if (result.Error is { } error)
        {
            return await Read(ct) ?? this.Refuse(error);
        }

        this.Say(said);
        return RedirectToPage("/Operations/DeadLetters");
    }

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var found = await sender.Send(new InspectDeadLetter(Module, Sequence), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Letter = found.Value;
        return null;
    }
}
