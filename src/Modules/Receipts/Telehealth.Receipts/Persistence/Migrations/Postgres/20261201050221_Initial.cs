using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Telehealth.Receipts.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "receipts_idempotency",
                columns: table => new
                {
                    Scope = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Operation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    RequestHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Body = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Refused = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAtMicros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts_idempotency", x => x.Scope);
                });

            migrationBuilder.CreateTable(
                name: "receipts_inbox",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Consumer = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    WireName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Partition = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Payload = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    TraceParent = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Lane = table.Column<int>(type: "integer", maxLength: 40, nullable: false),
                    SkipWhenDead = table.Column<bool>(type: "boolean", nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    NextTryAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    CommittedAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    DoneAtMicros = table.Column<long>(type: "bigint", nullable: true),
                    LastError = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    Resolution = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts_inbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "receipts_issuers",
                columns: table => new
                {
                    Key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    Code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts_issuers", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "receipts_leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Holder = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    ExpiresAtMicros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts_leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "receipts_outbox",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    WireName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Partition = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Payload = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    TraceParent = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    CommittedAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    Lane = table.Column<int>(type: "integer", maxLength: 40, nullable: false),
                    DispatchedAtMicros = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts_outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "receipts_self_billing_agreements",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: false),
                    LegalName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Address = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    Country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false, collation: "C"),
                    TaxNumber = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    TermsVersion = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    TermsHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    AcceptedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    AcceptedAt = table.Column<long>(type: "bigint", nullable: false),
                    Until = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false, collation: "C"),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    EndReason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts_self_billing_agreements", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "receipts_waiting_documents",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    NeededFrom = table.Column<Guid>(type: "uuid", nullable: false),
                    OfProvider = table.Column<bool>(type: "boolean", nullable: false),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: true),
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: false),
                    CoverId = table.Column<Guid>(type: "uuid", nullable: true),
                    Reference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false, collation: "C"),
                    TotalMinor = table.Column<long>(type: "bigint", nullable: false),
                    Event = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    Asked = table.Column<int>(type: "integer", nullable: false),
                    IssuedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts_waiting_documents", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "receipts_series",
                columns: table => new
                {
                    IssuerKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Last = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts_series", x => new { x.IssuerKey, x.Kind });
                    table.ForeignKey(
                        name: "FK_receipts_series_receipts_issuers_IssuerKey",
                        column: x => x.IssuerKey,
                        principalTable: "receipts_issuers",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "receipts_documents",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    IssuerKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    NumberInSeries = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false, collation: "C"),
                    SourceKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: true),
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: false),
                    BookingId = table.Column<Guid>(type: "uuid", nullable: true),
                    CoverId = table.Column<Guid>(type: "uuid", nullable: true),
                    WithdrawalId = table.Column<Guid>(type: "uuid", nullable: true),
                    Reference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    CorrectsId = table.Column<Guid>(type: "uuid", nullable: true),
                    IssuedAt = table.Column<long>(type: "bigint", nullable: false),
                    SupplierName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false, collation: "C"),
                    TotalMinor = table.Column<long>(type: "bigint", nullable: false),
                    VerifyCode = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Data = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts_documents", x => x.Sequence);
                    table.UniqueConstraint("AK_receipts_documents_Id", x => x.Id);
                    table.ForeignKey(
                        name: "FK_receipts_documents_receipts_series_IssuerKey_Kind",
                        columns: x => new { x.IssuerKey, x.Kind },
                        principalTable: "receipts_series",
                        principalColumns: new[] { "IssuerKey", "Kind" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "receipts_document_files",
                columns: table => new
                {
                    DocumentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    RendererVersion = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts_document_files", x => x.DocumentId);
                    table.ForeignKey(
                        name: "FK_receipts_document_files_receipts_documents_DocumentId",
                        column: x => x.DocumentId,
                        principalTable: "receipts_documents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "receipts_renderings",
                columns: table => new
                {
                    DocumentId = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    NextTryAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    LastError = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts_renderings", x => x.DocumentId);
                    table.ForeignKey(
                        name: "FK_receipts_renderings_receipts_documents_DocumentId",
                        column: x => x.DocumentId,
                        principalTable: "receipts_documents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_documents_ClientId_Sequence",
                table: "receipts_documents",
                columns: new[] { "ClientId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_documents_CorrectsId",
                table: "receipts_documents",
                column: "CorrectsId");

            migrationBuilder.CreateIndex(
                name: "IX_receipts_documents_IssuerKey_Kind_NumberInSeries",
                table: "receipts_documents",
                columns: new[] { "IssuerKey", "Kind", "NumberInSeries" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_receipts_documents_Number",
                table: "receipts_documents",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_receipts_documents_ProviderId_Sequence",
                table: "receipts_documents",
                columns: new[] { "ProviderId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_documents_Reference",
                table: "receipts_documents",
                column: "Reference");

            migrationBuilder.CreateIndex(
                name: "IX_receipts_documents_SourceKey",
                table: "receipts_documents",
                column: "SourceKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_receipts_documents_VerifyCode",
                table: "receipts_documents",
                column: "VerifyCode",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_receipts_idempotency_CreatedAtMicros",
                table: "receipts_idempotency",
                column: "CreatedAtMicros");

            migrationBuilder.CreateIndex(
                name: "IX_receipts_inbox_Consumer_EventId",
                table: "receipts_inbox",
                columns: new[] { "Consumer", "EventId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_receipts_inbox_Consumer_Partition_Version_Ordinal",
                table: "receipts_inbox",
                columns: new[] { "Consumer", "Partition", "Version", "Ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_inbox_State_Lane_NextTryAtMicros",
                table: "receipts_inbox",
                columns: new[] { "State", "Lane", "NextTryAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_issuers_Code",
                table: "receipts_issuers",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_receipts_outbox_DispatchedAtMicros_Lane",
                table: "receipts_outbox",
                columns: new[] { "DispatchedAtMicros", "Lane" });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_outbox_DispatchedAtMicros_Sequence",
                table: "receipts_outbox",
                columns: new[] { "DispatchedAtMicros", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_outbox_EventId",
                table: "receipts_outbox",
                column: "EventId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_receipts_renderings_State_NextTryAtMicros",
                table: "receipts_renderings",
                columns: new[] { "State", "NextTryAtMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_self_billing_agreements_ProviderId",
                table: "receipts_self_billing_agreements",
                column: "ProviderId",
                unique: true,
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_receipts_self_billing_agreements_ProviderId_Sequence",
                table: "receipts_self_billing_agreements",
                columns: new[] { "ProviderId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_waiting_documents_Id",
                table: "receipts_waiting_documents",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_receipts_waiting_documents_IssuedAt_Sequence",
                table: "receipts_waiting_documents",
                columns: new[] { "IssuedAt", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_waiting_documents_NeededFrom_IssuedAt",
                table: "receipts_waiting_documents",
                columns: new[] { "NeededFrom", "IssuedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "receipts_document_files");

            migrationBuilder.DropTable(
                name: "receipts_idempotency");

            migrationBuilder.DropTable(
                name: "receipts_inbox");

            migrationBuilder.DropTable(
                name: "receipts_leases");

            migrationBuilder.DropTable(
                name: "receipts_outbox");

            migrationBuilder.DropTable(
                name: "receipts_renderings");

            migrationBuilder.DropTable(
                name: "receipts_self_billing_agreements");

            migrationBuilder.DropTable(
                name: "receipts_waiting_documents");

            migrationBuilder.DropTable(
                name: "receipts_documents");

            migrationBuilder.DropTable(
                name: "receipts_series");

            migrationBuilder.DropTable(
                name: "receipts_issuers");
        }
    }
}
