using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Receipts.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WaitingDocuments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "receipts_waiting_documents",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    NeededFrom = table.Column<Guid>(type: "TEXT", nullable: false),
                    OfProvider = table.Column<bool>(type: "INTEGER", nullable: false),
                    ClientId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CoverId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false, collation: "BINARY"),
                    TotalMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Event = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Asked = table.Column<int>(type: "INTEGER", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts_waiting_documents", x => x.Sequence);
                });

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
                name: "receipts_waiting_documents");
        }
    }
}
