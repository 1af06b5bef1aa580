using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Broadcasts;
using Telehealth.Marketplace.Features.Readers;
using Telehealth.Marketplace.Features.Requests;

namespace Telehealth.Marketplace.Areas.Client.Pages.Marketplace;

/// <summary>What I asked for, what became of it, and the way to ask everybody.</summary>
[Authorize]
internal sealed class RequestsModel(ISender sender, IClock clock, MarketplaceOptions options) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public WishForm Wish { get; set; } = new();

    public Page<ClientRequestAnswer> Asked { get; private set; } = new([], null);

    public Reader Reader { get; private set; } = null!;

    public IEnumerable<SelectListItem> Categories =>
        options.AllCategories.Select(x => new SelectListItem(MarketplaceWords.Plain(x), x, x == Wish.Category));

    public IEnumerable<SelectListItem> Modes =>
        MarketplaceWords.Modes.Select(x => new SelectListItem(MarketplaceWords.Mode(x), x, x == Wish.Mode));

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnPostAsk(string key, CancellationToken ct)
    {
        if (await Read(ct) is { } refusal)
        {
            return refusal;
        }

        var body = Wish.ToBody(Reader.TimeZone!, options.DefaultCurrency);
        if (body.Error is { } unclear)
        {
            return Refused(unclear);
        }

        var sent = await sender.Send(new RequestBroadcast(body.Value), ct, key);
        return sent.Error is { } refused ? Refused(refused) : Sent(sent.Value);
    }

    public async Task<IActionResult> OnPostOthers(BookingRequestId id, string? limit, string key, CancellationToken ct)
    {
        // Nothing of the other form was meant.
        ModelState.Clear();
        if (await Read(ct) is { } refusal)
        {
            return refusal;
        }

        var known = Asked.Items.FirstOrDefault(x => x.Id == id);
        var code = known?.Price.Currency.Code ?? options.DefaultCurrency;
        if (MarketplaceWords.Amount(limit, code) is not { } ceiling)
        {
            return this.Refuse(WishForm.NoAmount);
        }

        var sent = await sender.Send(new BroadcastEndedRequest(id, new BroadcastEndedRequestBody(ceiling)), ct, key);
        return sent.Error is { } refused ? this.Refuse(refused) : Sent(sent.Value);
    }

    public async Task<IActionResult> OnPostWithdraw(BookingRequestId id, string key, CancellationToken ct)
    {
        ModelState.Clear();
        var ended = await sender.Send(new WithdrawRequest(id), ct, key);
        if (ended.Error is { } refused)
        {
            return await Read(ct) ?? this.Refuse(refused);
        }

        this.Say("Taken back. What was set aside is yours again.");
        return Redirect("/marketplace/requests");
    }

    public string Title(ClientRequestAnswer item) =>
        item.ProviderId is null
            ? $"{MarketplaceWords.Plain(item.Category ?? item.ServiceName)}, asked of everybody"
            : $"{item.ServiceName} with {Reader.NameOf(item.ProviderId)}";

    public bool IsLimit(ClientRequestAnswer item) =>
        item.Category is not null && item.State != BookingRequestState.Accepted;

    public bool CanAskOthers(ClientRequestAnswer item) =>
        item.CanBroadcast && item.Times.Any(x => x > clock.GetCurrentInstant());

    public string WhatNext(ClientRequestAnswer item) =>
        item.State switch
        {
            BookingRequestState.Open when item.Category is null => "We tell you as soon as there is an answer.",
            BookingRequestState.Open when item.Unanswered == 1 => "One person can still accept.",
            BookingRequestState.Open => $"{item.Unanswered} people can still accept.",
            BookingRequestState.Accepting => "Somebody is accepting at this moment.",
            BookingRequestState.Accepted => MarketplaceWords.Became(item.BookingState ?? BookingState.Confirmed),
            BookingRequestState.Declined =>
                $"{MarketplaceWords.Reason(item.DeclineReason)} What was set aside is yours again.".Trim(),
            BookingRequestState.Expired => "Nobody answered in time. What was set aside is yours again.",
            BookingRequestState.Withdrawn or BookingRequestState.Lapsed => "What was set aside is yours again.",
            _ => throw new ArgumentOutOfRangeException(nameof(item)),
        };

    private RedirectResult Sent(BroadcastRequestedAnswer sent)
    {
        this.Say(sent.Asked == 1 ? "One person who fits is asked." : $"{sent.Asked} people who fit are asked.");
        return Redirect("/marketplace/requests");
    }

    // The slice names its own fields; here they lie one deeper.
    private IActionResult Refused(Error error)
    {
        foreach (var (field, messages) in error.Fields)
        {
            foreach (var message in messages)
            {
                ModelState.AddModelError(WishForm.FieldOf(field), message);
            }
        }

        return error.Fields.Count > 0 ? BadWish() : this.Refuse(error);
    }

    private PageResult BadWish()
    {
        Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var asked = await sender.Send(new ListMyRequests(After, 12), ct);
        if (asked.Error is { } refused)
        {
            return this.Answer(refused);
        }

        Asked = asked.Value;
        ProviderId[] named = [.. Asked.Items.Select(x => x.ProviderId).OfType<ProviderId>()];
        var reader = await sender.Send(new GetReader(named), ct);
        if (reader.Error is { } unknown)
        {
            return this.Answer(unknown);
        }

        Reader = reader.Value;
        return null;
    }
}
