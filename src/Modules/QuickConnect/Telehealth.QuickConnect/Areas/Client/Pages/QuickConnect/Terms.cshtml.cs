using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.QuickConnect.Features.Terms;

namespace Telehealth.QuickConnect.Areas.Client.Pages.QuickConnect;

/// <summary>What a client accepts with an offer, to be read by anybody at any time (QCP-04).</summary>
internal sealed class PoolTermsModel(ISender sender) : PageModel
{
    public PoolTermsAnswer Terms { get; private set; } = null!;

    public async Task OnGet(CancellationToken ct) => Terms = (await sender.Send(new ReadPoolTerms(), ct)).Value;
}
