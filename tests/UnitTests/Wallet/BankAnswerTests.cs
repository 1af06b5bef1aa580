using System.Globalization;
using System.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;
using Telehealth.Wallet.Gateways.Bank;

namespace Telehealth.UnitTests.Wallet;

/// <summary>What banks answer, read into outcomes; what nobody may trust, refused with a code.</summary>
public class BankAnswerTests
{
    [Theory]
    [Rule("WAL-11", Part = "status")]
    [InlineData("RCVD", PaymentOutcome.Submitted)]
    [InlineData("ACTC", PaymentOutcome.Submitted)]
    [InlineData("ACCP", PaymentOutcome.Submitted)]
    [InlineData("ACSP", PaymentOutcome.Submitted)]
    [InlineData("PDNG", PaymentOutcome.Submitted)]
    [InlineData("ACWC", PaymentOutcome.NeedsEyes)]
    [InlineData("ACSC", PaymentOutcome.Settled)]
    [InlineData("RJCT", PaymentOutcome.Rejected)]
    [InlineData("CANC", PaymentOutcome.Stopped)]
    [InlineData("BLCK", PaymentOutcome.Stopped)]
    [InlineData("ZZZZ", PaymentOutcome.NeedsEyes)]
    internal async Task A_status_is_an_outcome_at_every_level(string status, PaymentOutcome outcome)
    {
        var ofPayment = await BankFiles.Read(
            BankFiles.Pain002("PART", BankFiles.Part("PART", BankFiles.Payment("WD-1", status, "AC04")))
        );
        ofPayment.Value.Lines.ShouldBe([new("WD-1", "PO-1", outcome, "AC04", null, "REF")]);
        var ofPart = await BankFiles.Read(
            BankFiles.Pain002(null, BankFiles.Part(status, BankFiles.Payment("WD-1", null)))
        );
        ofPart
            .Value.Lines.Select(x => (x.EndToEndId, x.MessageId, x.Outcome))
            .ShouldBe([("WD-1", "PO-1", outcome), (null, "PO-1", outcome)]);
        var ofGroup = await BankFiles.Read(BankFiles.Pain002(status));
        ofGroup.Value.Lines.ShouldBe([new(null, "PO-1", outcome, null, null, null)]);
    }

    [Fact]
    [Rule("WAL-11", Part = "status")]
    public async Task A_part_is_looked_at_payment_by_payment_in_the_old_version_too()
    {
        var file = BankFiles.Pain002(
            "PART",
            BankFiles.Part("PART", BankFiles.Payment("WD-1", "ACSC"), BankFiles.Payment("WD-2", "RJCT", "AC04")),
            "03"
        );
        var read = (await BankFiles.Read(file)).Value;
        (read.Id, read.Format).ShouldBe(("BANK-1", "pain.002.001.03"));
        read.Lines.Select(x => (x.EndToEndId, x.Outcome, x.Reason))
            .ShouldBe([("WD-1", PaymentOutcome.Settled, null), ("WD-2", PaymentOutcome.Rejected, "AC04")]);
    }

    [Theory]
    [Rule("WAL-11", Part = "unmatched")]
    [InlineData("", null, null)]
    [InlineData("<OrgnlNbOfTxs>3</OrgnlNbOfTxs>", 3, null)]
    [InlineData("<OrgnlNbOfTxs>999999999999999</OrgnlNbOfTxs>", -1, null)]
    [InlineData("<OrgnlNbOfTxs>2</OrgnlNbOfTxs><OrgnlCtrlSum>285.5</OrgnlCtrlSum>", 2, "285.50")]
    public async Task What_a_bank_says_of_our_file_is_read_with_its_answer(string original, int? payments, string? sum)
    {
        foreach (var version in new[] { "03", "10" })
        {
            var file = BankFiles
                .Pain002("ACSC", version: version)
                .Replace("</OrgnlMsgNmId>", "</OrgnlMsgNmId>" + original, StringComparison.Ordinal);
            decimal? expected = sum is null ? null : decimal.Parse(sum, CultureInfo.InvariantCulture);
            (await BankFiles.Read(file)).Value.Orders.ShouldBe([new("PO-1", payments, expected)]);
        }
    }

    [Fact]
    [Rule("WAL-11", Part = "unmatched")]
    public async Task A_statement_names_our_message_by_its_id_or_by_that_of_its_only_part()
    {
        var named = BankFiles.Details("WD-1");
        var part = named.Replace("MsgId>", "PmtInfId>", StringComparison.Ordinal);
        var neither = named.Replace("<MsgId>PO-1</MsgId>", "", StringComparison.Ordinal);
        var file = BankFiles.Notification(
            string.Concat(new[] { named, part, neither }.Select(x => BankFiles.Entry("DBIT", "1.00", x)))
        );
        (await BankFiles.Read(file)).Value.Lines.Select(x => x.MessageId).ShouldBe(["PO-1", "PO-1", null]);
    }

    [Theory]
    [Rule("WAL-11", Part = "statement")]
    [InlineData("02")]
    [InlineData("08")]
    public async Task A_statement_tells_what_is_paid_and_what_came_back(string version)
    {
        const string Returned = "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>";
        var entries =
            BankFiles.Entry("DBIT", "185.50", BankFiles.Details("WD-1"), version: version)
            + BankFiles.Entry("DBIT", "100.00", BankFiles.Details("WD-2"), "false", version, reference: "R-2")
            + BankFiles.Entry("CRDT", "100.00", BankFiles.Details("WD-2"), "true", version, reference: "R-3")
            + BankFiles.Entry("CRDT", "10.00", BankFiles.Details("WD-0", Returned), null, version, reference: "R-4")
            + BankFiles.Entry("DBIT", "2.50", "", null, version, reference: "FEE");
        var read = (await BankFiles.Read(BankFiles.Statement("-100.00", "-278.00", entries, version))).Value;
        read.Id.ShouldBe("BANK-2");
        read.Lines.ShouldBe([
            new("WD-1", "PO-1", PaymentOutcome.Settled, null, Money.Gbp(18_550), "S-1/R-1"),
            new("WD-2", "PO-1", PaymentOutcome.Settled, null, Money.Gbp(10_000), "S-1/R-2"),
            new("WD-2", "PO-1", PaymentOutcome.Returned, null, Money.Gbp(10_000), "S-1/R-3"),
            new("WD-0", "PO-1", PaymentOutcome.Returned, "AC04", Money.Gbp(1_000), "S-1/R-4"),
            new(null, null, PaymentOutcome.NeedsEyes, null, Money.Gbp(250), "S-1/FEE"),
        ]);
        var notified = (await BankFiles.Read(BankFiles.Notification(entries, version))).Value;
        notified.Lines.Count.ShouldBe(5);
        notified.Lines[0].BankReference.ShouldBe("N-1/R-1");
    }

    [Fact]
    public async Task Money_that_comes_in_under_a_payments_id_is_no_return()
    {
        var file = BankFiles.Notification(BankFiles.Entry("CRDT", "1.00", BankFiles.Details("WD-1")));
        (await BankFiles.Read(file)).Value.Lines.Single().Outcome.ShouldBe(PaymentOutcome.NeedsEyes);
    }

    [Fact]
    public async Task A_batch_booked_as_one_speaks_of_its_message_or_of_each_of_its_payments()
    {
        const string Amounts = """<Amt Ccy="GBP">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>""";
        var whole = BankFiles.Entry("DBIT", "10.00", "<Btch><MsgId>PO-1</MsgId></Btch>");
        (await BankFiles.Read(BankFiles.Notification(whole))).Value.Lines.ShouldBe([
            new(null, "PO-1", PaymentOutcome.Settled, null, Money.Gbp(1_000), "N-1/R-1"),
        ]);
        var each = BankFiles.Entry(
            "DBIT",
            "10.00",
            "<Btch><MsgId>PO-1</MsgId></Btch>" + BankFiles.Details("WD-1", Amounts) + BankFiles.Details("WD-2", Amounts)
        );
        (await BankFiles.Read(BankFiles.Notification(each))).Value.Lines.ShouldBe([
            new("WD-1", "PO-1", PaymentOutcome.Settled, null, Money.Gbp(500), "N-1/R-1/1"),
            new("WD-2", "PO-1", PaymentOutcome.Settled, null, Money.Gbp(500), "N-1/R-1/2"),
        ]);
    }

    [Fact]
    public async Task What_is_not_booked_yet_moves_no_balance_and_pays_nobody()
    {
        var pending = BankFiles.Entry("DBIT", "10.00", BankFiles.Details("WD-1"), status: "PDNG");
        var information = BankFiles.Entry("DBIT", "10.00", BankFiles.Details("WD-2"), status: "INFO");
        var read = await BankFiles.Read(BankFiles.Statement("100.00", "100.00", pending + information));
        read.Value.Lines.Select(x => (x.EndToEndId, x.Outcome)).ShouldBe([("WD-1", PaymentOutcome.Submitted)]);
    }

    [Theory]
    [Rule("WAL-11", Part = "statement")]
    [InlineData("100.00", "89.99")]
    [InlineData("-100.00", "90.00")]
    public async Task A_statement_that_does_not_add_up_is_refused(string opening, string closing)
    {
        var file = BankFiles.Statement(opening, closing, BankFiles.Entry("DBIT", "10.00", BankFiles.Details("WD-1")));
        (await BankFiles.Read(file)).Error!.Code.ShouldBe("wallet.bank-file-unbalanced");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("%PDF-1.7")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>")]
    [InlineData("<!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><lolz>&b;</lolz>")]
    public async Task What_is_not_plain_xml_is_refused(string file) =>
        (await BankFiles.Read(file)).Error!.Code.ShouldBe("wallet.bank-file-not-xml");

    [Theory]
    [InlineData("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.99'/>")]
    [InlineData("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.001.001.09'/>")]
    [InlineData("<html/>")]
    public async Task What_nobody_can_read_is_refused(string file) =>
        (await BankFiles.Read(file)).Error!.Code.ShouldBe("wallet.bank-file-unknown-format");

    [Fact]
    public async Task A_file_cut_anywhere_is_refused_and_never_a_crash()
    {
        var whole = BankFiles.Pain002("PART", BankFiles.Part("PART", BankFiles.Payment("WD-1", "ACSC")));
        for (var length = 0; length < whole.Length; length += 7)
        {
            (await BankFiles.Read(whole[..length])).Error!.Code.ShouldBe("wallet.bank-file-not-xml");
        }
    }

    [Fact]
    public async Task A_file_against_its_schema_is_refused_without_repeating_what_it_says()
    {
        var file = BankFiles.Pain002("PART").Replace("<OrgnlMsgId>PO-1", "<OrgnlMsgId>" + new string('9', 36));
        var error = (await BankFiles.Read(file)).Error!;
        error.Code.ShouldBe("wallet.bank-file-invalid");
        error.Message.ShouldNotContain("999");
        var empty = await BankFiles.Read("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'/>");
        empty.Error!.Code.ShouldBe("wallet.bank-file-invalid");
    }

    [Fact]
    public async Task Another_encoding_than_the_declared_one_is_refused()
    {
        var latin = Encoding.Latin1.GetBytes(BankFiles.Pain002("PART").Replace("BANK-1", "BÄNK"));
        var read = await BankAnswers.Read(new MemoryStream(latin), 10_000, CancellationToken.None);
        read.Error!.Code.ShouldBe("wallet.bank-file-not-xml");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fifty_megabytes_are_refused_before_they_are_in_memory(bool tellsItsLength)
    {
        await using var endless = new Endless(50 * 1024 * 1024, tellsItsLength);
        var read = await BankAnswers.Read(endless, 1024 * 1024, CancellationToken.None);
        read.Error!.Code.ShouldBe("wallet.bank-file-too-large");
        endless.Position.ShouldBeLessThan(2 * 1024 * 1024);
    }

    /// <summary>So many blanks, none of them kept.</summary>
    private sealed class Endless(long length, bool canSeek) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => canSeek;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - Position);
            buffer.AsSpan(offset, read).Fill((byte)' ');
            Position += read;
            return read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
